import Bytes

/// Texts of the stream group.
extension CommandError {
  static var invalidStreamID: CommandError { .text("ERR Invalid stream ID specified as stream command argument") }
  static var streamIDIsZero: CommandError { .text("ERR The ID specified in XADD must be greater than 0-0") }
  static var streamIDTooSmall: CommandError {
    .text("ERR The ID specified in XADD is equal or smaller than the target stream top item")
  }
  static var streamExhausted: CommandError {
    .text("ERR The stream has exhausted the last possible ID, unable to add more items")
  }
  static var streamEntryTooLarge: CommandError { .text("ERR Elements are too large to be stored") }
  static var invalidIntervalStart: CommandError { .text("ERR invalid start ID for the interval") }
  static var invalidIntervalEnd: CommandError { .text("ERR invalid end ID for the interval") }

  // MARK: Trimming

  static var trimBothWays: CommandError {
    .text("ERR syntax error, MAXLEN and MINID options at the same time are not compatible")
  }
  static var trimLengthNegative: CommandError { .text("ERR The MAXLEN argument must be >= 0.") }
  static var trimLimitNegative: CommandError { .text("ERR The LIMIT argument must be >= 0.") }
  static var trimLimitAlone: CommandError {
    .text("ERR syntax error, LIMIT cannot be used without specifying a trimming strategy")
  }
  static var trimLimitExact: CommandError {
    .text("ERR syntax error, LIMIT cannot be used without the special ~ option")
  }
  static var trimWithoutStrategy: CommandError {
    .text("ERR syntax error, XTRIM must be called with a trimming strategy")
  }

  // MARK: XSETID

  static var entriesAddedNegative: CommandError { .text("ERR entries_added must be positive") }
  static var lastIDBelowGivenDeleted: CommandError {
    .text("ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id")
  }
  static var lastIDBelowTop: CommandError {
    .text("ERR The ID specified in XSETID is smaller than the target stream top item")
  }
  static var entriesAddedBelowLength: CommandError {
    .text("ERR The entries_added specified in XSETID is smaller than the target stream length")
  }

  // MARK: Reading

  static var unbalancedStreams: CommandError {
    .text("ERR Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.")
  }
  static var groupOfXread: CommandError {
    .text("ERR The GROUP option is only supported by XREADGROUP. You called XREAD instead.")
  }
  static var noAckOfXread: CommandError {
    .text("ERR The NOACK option is only supported by XREADGROUP. You called XREAD instead.")
  }
  static var groupMissing: CommandError { .text("ERR Missing GROUP option for XREADGROUP") }
  static var lastIDOfGroup: CommandError {
    .text(
      """
      ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by \
      specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.
      """)
  }
  static var newIDWithoutGroup: CommandError {
    .text(
      """
      ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.
      """)
  }
  static func waitInScript(_ name: Span<UInt8>) -> CommandError {
    .message(
      Array("ERR ".utf8) + [UInt8](copying: name) + Array(" command is not allowed with BLOCK option from scripts".utf8)
    )
  }
  static var waitNotAnInteger: CommandError { .text("ERR timeout is not an integer or out of range") }
  static var waitNegative: CommandError { .text("ERR timeout is negative") }
  static var waitOutOfRange: CommandError { .text("ERR timeout is out of range") }

  static var groupGoneWhileWaiting: CommandError {
    .text("NOGROUP the consumer group this client was blocked on no longer exists")
  }

  // MARK: Groups

  static func noSuchKeyOrGroup(_ key: Span<UInt8>, _ group: Span<UInt8>, reading: Bool = false) -> CommandError {
    let end = reading ? "' in XREADGROUP with GROUP option" : "'"
    return .message(
      Array("NOGROUP No such key '".utf8) + key.untilZero + Array("' or consumer group '".utf8) + group.untilZero
        + Array(end.utf8))
  }
  static func noSuchGroup(_ group: Span<UInt8>, of key: Span<UInt8>) -> CommandError {
    .message(
      Array("NOGROUP No such consumer group '".utf8) + group.untilZero + Array("' for key name '".utf8)
        + key.untilZero + [UInt8(ascii: "'")])
  }
  static var groupNeedsKey: CommandError {
    .text(
      """
      ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM \
      option to create an empty stream automatically.
      """)
  }
  static var groupExists: CommandError { .text("BUSYGROUP Consumer Group name already exists") }
  static var entriesReadNegative: CommandError { .text("ERR value for ENTRIESREAD must be positive or -1") }
  static func subcommandSyntax(_ subcommand: Span<UInt8>, of container: StaticString) -> CommandError {
    .message(
      Array("ERR unknown subcommand or wrong number of arguments for '".utf8) + subcommand.untilZero.prefix(128)
        + Array("'. Try \(container) HELP.".utf8))
  }

  // MARK: Claiming

  static func invalidIdleTime(of command: StaticString) -> CommandError {
    .message(text: "ERR Invalid min-idle-time argument for \(command)")
  }
  static func invalidClaimOption(_ option: StaticString) -> CommandError {
    .message(text: "ERR Invalid \(option) option argument for XCLAIM")
  }
  static func unknownClaimOption(_ option: Span<UInt8>) -> CommandError {
    .message(Array("ERR Unrecognized XCLAIM option '".utf8) + option.untilZero + [UInt8(ascii: "'")])
  }
  static var claimCountNotPositive: CommandError { .text("ERR COUNT must be > 0") }
}

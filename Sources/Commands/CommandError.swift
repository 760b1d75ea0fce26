/// A command's refusal: the text of an error reply, without the leading `-`.
public enum CommandError: Error, Sendable {
  /// A fixed text.
  case text(StaticString)
  /// A text that names what was wrong.
  case message([UInt8])

  /// A text that names what was wrong.
  public static func message(text: String) -> CommandError { .message(Array(text.utf8)) }
}

/// The texts of Redis 7.0.15.
extension CommandError {
  public static var syntax: CommandError { .text("ERR syntax error") }
  public static var wrongType: CommandError {
    .text("WRONGTYPE Operation against a key holding the wrong kind of value")
  }
  public static var notAnInteger: CommandError { .text("ERR value is not an integer or out of range") }
  public static var noSuchKey: CommandError { .text("ERR no such key") }
  public static var notAFloat: CommandError { .text("ERR value is not a valid float") }
  public static var outOfIntRange: CommandError {
    .text("ERR value is out of range, value must between -2147483648 and 2147483647")
  }
  public static var databaseOutOfRange: CommandError { .text("ERR DB index is out of range") }
  public static var invalidFirstDatabase: CommandError { .text("ERR invalid first DB index") }
  public static var invalidSecondDatabase: CommandError { .text("ERR invalid second DB index") }
  public static var sameObject: CommandError { .text("ERR source and destination objects are the same") }
  public static var offsetOutOfRange: CommandError { .text("ERR offset is out of range") }
  public static var stringTooLong: CommandError {
    .text("ERR string exceeds maximum allowed size (proto-max-bulk-len)")
  }
  public static var incrementOverflow: CommandError { .text("ERR increment or decrement would overflow") }
  public static var decrementOverflow: CommandError { .text("ERR decrement would overflow") }
  public static var incrementNotFinite: CommandError { .text("ERR increment would produce NaN or Infinity") }
  public static var invalidCursor: CommandError { .text("ERR invalid cursor") }
  public static var invalidClientID: CommandError { .text("ERR Invalid client ID") }
  public static var invalidClientName: CommandError {
    .text("ERR Client names cannot contain spaces, newlines or special characters.")
  }
}

/// Texts of one command only.
extension CommandError {
  public static var expiryConditionsExcludeNX: CommandError {
    .text("ERR NX and XX, GT or LT options at the same time are not compatible")
  }
  public static var expiryConditionsExcludeEachOther: CommandError {
    .text("ERR GT and LT options at the same time are not compatible")
  }
  public static var lcsOfOtherType: CommandError { .text("ERR The specified keys must contain string values") }
  public static var lcsLengthAndIndexes: CommandError {
    .text("ERR If you want both the length and indexes, please just use IDX.")
  }
  public static var lcsStringTooLong: CommandError { .text("ERR String too long for LCS") }
  public static var lcsMemory: CommandError {
    .text("ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len")
  }
  public static var idleTimeNotTracked: CommandError {
    .text(
      """
      ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when switching between policies \
      at runtime LRU and LFU data will take some time to adjust.
      """)
  }
  public static var frequencyNotTracked: CommandError {
    .text(
      """
      ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching \
      between policies at runtime LRU and LFU data will take some time to adjust.
      """)
  }
}

/// Texts that name what was wrong.
extension CommandError {
  static func invalidExpireTime(_ command: StaticString) -> CommandError {
    .message(text: "ERR invalid expire time in '\(command)' command")
  }

  static func unsupportedOption(_ option: Span<UInt8>) -> CommandError {
    .message(Array("ERR Unsupported option ".utf8) + option.untilZero)
  }

  static func unknownClientType(_ name: Span<UInt8>) -> CommandError {
    .message(Array("ERR Unknown client type '".utf8) + name.untilZero + [UInt8(ascii: "'")])
  }
}

extension Span where Element == UInt8 {
  /// The bytes up to the first zero byte: what C prints of them.
  var untilZero: [UInt8] {
    var bytes: [UInt8] = []
    for index in indices {
      if self[index] == 0 { break }
      bytes.append(self[index])
    }
    return bytes
  }
}

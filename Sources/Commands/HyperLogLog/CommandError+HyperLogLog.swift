/// Texts of the hyperloglog group.
extension CommandError {
  static var notAHyperLogLog: CommandError { .text("WRONGTYPE Key is not a valid HyperLogLog string value.") }
  static var damagedHyperLogLog: CommandError { .text("INVALIDOBJ Corrupted HLL object detected") }
  static var noHyperLogLog: CommandError { .text("ERR The specified key does not exist") }
  static var hyperLogLogIsNotSparse: CommandError { .text("ERR HLL encoding is not sparse") }
  static func unknownHyperLogLogSubcommand(_ name: Span<UInt8>) -> CommandError {
    .message(Array("ERR Unknown PFDEBUG subcommand '".utf8) + name.untilZero + [UInt8(ascii: "'")])
  }
  static var hyperLogLogSelfTest: CommandError { .text("ERR TESTFAILED the encodings or the estimates differ") }
}

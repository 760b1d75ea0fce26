/// Texts of the bitmap group.
extension CommandError {
  static var notABitOffset: CommandError { .text("ERR bit offset is not an integer or out of range") }
  static var notABit: CommandError { .text("ERR bit is not an integer or out of range") }
  static var bitMustBeOneOrZero: CommandError { .text("ERR The bit argument must be 1 or 0.") }
  static var bitwiseNotOfMany: CommandError { .text("ERR BITOP NOT must be called with a single source key.") }
  static var invalidFieldType: CommandError {
    .text(
      """
      ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.
      """)
  }
  static var invalidOverflowType: CommandError { .text("ERR Invalid OVERFLOW type specified") }
  static var fieldIsReadOnly: CommandError { .text("ERR BITFIELD_RO only supports the GET subcommand") }
}

/// Texts of the list group.
extension CommandError {
  static var indexOutOfRange: CommandError { .text("ERR index out of range") }
  static var notPositive: CommandError { .text("ERR value is out of range, must be positive") }
  static var noKeys: CommandError { .text("ERR numkeys should be greater than 0") }
  static var noCount: CommandError { .text("ERR count should be greater than 0") }
  static var countIsNegative: CommandError { .text("ERR COUNT can't be negative") }
  static var reachIsNegative: CommandError { .text("ERR MAXLEN can't be negative") }
  static var rankIsZero: CommandError {
    .text(
      """
      ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from \
      the end of the list
      """)
  }
  static var timeoutNotAFloat: CommandError { .text("ERR timeout is not a float or out of range") }
  static var timeoutIsNegative: CommandError { .text("ERR timeout is negative") }
}

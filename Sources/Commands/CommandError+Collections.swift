/// Texts of commands on sets and hashes.
extension CommandError {
  static var countOutOfRange: CommandError {
    .text("ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807")
  }
  static var valueOutOfRange: CommandError { .text("ERR value is out of range") }
  static var hashValueNotAnInteger: CommandError { .text("ERR hash value is not an integer") }
  static var hashValueNotAFloat: CommandError { .text("ERR hash value is not a float") }
  static var increaseNotFinite: CommandError { .text("ERR value is NaN or Infinity") }
  static var keyCountNotPositive: CommandError { .text("ERR numkeys should be greater than 0") }
  static var keyCountBeyondArguments: CommandError {
    .text("ERR Number of keys can't be greater than number of args")
  }
  static var limitNegative: CommandError { .text("ERR LIMIT can't be negative") }
}

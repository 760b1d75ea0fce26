/// Texts of commands on sorted sets.
extension CommandError {
  static var addConditionsExclude: CommandError {
    .text("ERR XX and NX options at the same time are not compatible")
  }
  static var addComparisonsExclude: CommandError {
    .text("ERR GT, LT, and/or NX options at the same time are not compatible")
  }
  static var incrementOfSeveral: CommandError {
    .text("ERR INCR option supports a single increment-element pair")
  }
  static var scoreNotANumber: CommandError { .text("ERR resulting score is not a number (NaN)") }
  static var scoreRangeInvalid: CommandError { .text("ERR min or max is not a float") }
  static var lexRangeInvalid: CommandError { .text("ERR min or max not valid string range item") }
  static var limitWithoutRange: CommandError {
    .text("ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX")
  }
  static var scoresOfLexRange: CommandError {
    .text("ERR syntax error, WITHSCORES not supported in combination with BYLEX")
  }
  static var weightNotAFloat: CommandError { .text("ERR weight value is not a float") }

  static func keysMissing(_ command: String) -> CommandError {
    .message(text: "ERR at least 1 input key is needed for '\(command)' command")
  }
}

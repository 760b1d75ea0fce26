import Bytes

extension CommandContext {
  /// When a command that waits gives up, Unix time in milliseconds: so many seconds from now as the argument at `index`
  /// says, a fraction allowed; nil, which is never, for 0.
  func deadline(_ arguments: Arguments, at index: Int) throws(CommandError) -> Int64? {
    guard LongDouble(arguments[index]) != nil, let seconds = arguments[index].redisDouble else {
      throw .timeoutNotAFloat
    }
    let limit = 0x1p63
    if seconds * 1000 >= limit { throw .timeoutOutOfRange }
    let duration = (seconds * 1000).rounded(.up)
    if duration < 0 { throw .timeoutNegative }
    if duration == 0 { return nil }
    let (time, overflow) = Int64(duration).addingReportingOverflow(milliseconds)
    if overflow { throw .timeoutOutOfRange }
    return time
  }
}

extension CommandError {
  static var timeoutNotAFloat: CommandError { .text("ERR timeout is not a float or out of range") }
  static var timeoutOutOfRange: CommandError { .text("ERR timeout is out of range") }
  static var timeoutNegative: CommandError { .text("ERR timeout is negative") }
}

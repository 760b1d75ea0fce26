extension Span where Element == UInt8 {
  /// The number that `strtod` makes of the bytes up to the first zero byte, if it takes them all and the number is
  /// neither NaN nor out of range; 0 for no bytes.
  public var rangedDouble: Double? {
    var end = 0
    while end < count, self[end] != 0 { end += 1 }
    return CNumbers.rangedDouble(extracting(0..<end))
  }

  /// What C's `strtod` makes of these bytes up to the first zero byte, and whether it takes all of that.
  ///
  /// White space may come before, nothing at all is 0, and what is too large or too small for a double is infinite or
  /// zero. For the few places where Redis reads so: the ends of an interval of scores.
  public var looseDouble: (value: Double, isWhole: Bool) {
    var end = 0
    while end < count, self[end] != 0 { end += 1 }
    return CNumbers.looseDouble(extracting(0..<end))
  }
}

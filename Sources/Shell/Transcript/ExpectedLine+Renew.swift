extension ExpectedLine {
  /// The lines to write for `actual` in place of `expected`, which stand for exactly those lines.
  ///
  /// Lines that still hold are kept as they were written. Between two of them a `...` is kept if lines enough are
  /// left for it and for the lines that stood beside it, which are then replaced one for one.
  static func renew(_ expected: [ExpectedLine], for actual: [[UInt8]]) -> [[UInt8]] {
    let anchors = EditScript.matches(expected.count, actual.count) { expected[$0].matches(actual[$1]) }
    var renewed: [[UInt8]] = []
    var pattern = 0
    var line = 0
    for (nextPattern, nextLine) in anchors + [(expected.count, actual.count)] {
      renewed += renewGap(expected[pattern..<nextPattern], actual[line..<nextLine])
      if nextPattern < expected.count { renewed.append(expected[nextPattern].written) }
      pattern = nextPattern + 1
      line = nextLine + 1
    }
    return renewed
  }

  private static func renewGap(_ expected: ArraySlice<ExpectedLine>, _ actual: ArraySlice<[UInt8]>) -> [[UInt8]] {
    let literal = actual.map(TranscriptEscape.escape)
    guard let first = expected.firstIndex(where: \.isAnyLines), let last = expected.lastIndex(where: \.isAnyLines)
    else {
      return literal
    }
    let before = first - expected.startIndex
    let after = expected.endIndex - last - 1
    guard literal.count >= before + after else { return literal }
    return Array(literal.prefix(before)) + [expected[first].written] + Array(literal.suffix(after))
  }
}

import Bytes

extension RecordReader {
  /// Lets `body` read the text of the string that was just read, wherever it is.
  func withFound<Result, Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
    switch found {
    case .window(let range): try body(input.span(range))
    case .integer(let value): try body(DecimalDigits(value).span)
    case .copied: try body(scratch.span)
    }
  }
}

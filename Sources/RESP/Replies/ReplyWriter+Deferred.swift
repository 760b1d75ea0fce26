import Bytes

/// An array whose length is not known when it begins.
public struct DeferredArray {
  fileprivate let length: Range<Int>
  fileprivate let expected: Int
}

extension ReplyWriter {
  /// Begins an array that will probably have `expected` elements; ``end(_:count:)`` ends it.
  ///
  /// Nothing moves if the length turns out to be the one expected.
  public mutating func beginArray(expecting expected: Int) -> DeferredArray {
    let start = bytes.count + 1
    array(expected)
    return DeferredArray(length: start..<bytes.count - 2, expected: expected)
  }

  /// Ends an array that has got `count` elements.
  public mutating func end(_ array: DeferredArray, count: Int) {
    if count == array.expected { return }
    let digits = DecimalDigits(Int64(count))
    bytes.replace(array.length, with: digits.span)
  }

  /// Takes back an array to which nothing was added.
  public mutating func cancel(_ array: DeferredArray) { bytes.truncate(to: array.length.lowerBound - 1) }

  /// Ends an array as a map of `count` pairs; in RESP2 as an array of pairs.
  public mutating func end(mapOrPairs array: DeferredArray, count: Int) {
    end(array, count: count)
    if version == .resp3 { bytes.replace(at: array.length.lowerBound - 1, with: [UInt8(ascii: "%")].span) }
  }
}

public import Bytes

/// The ID of a stream's entry: a time in milliseconds, and a number that tells apart entries of one millisecond.
public struct StreamID: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Unix time in milliseconds, or whatever the writer took for it.
  public var milliseconds: UInt64
  /// The number within the millisecond.
  public var sequence: UInt64

  /// The ID of a time and a number.
  public init(_ milliseconds: UInt64, _ sequence: UInt64) {
    self.milliseconds = milliseconds
    self.sequence = sequence
  }

  /// The least ID, `0-0`, which no entry has.
  public static var zero: StreamID { StreamID(0, 0) }
  /// The greatest ID.
  public static var greatest: StreamID { StreamID(.max, .max) }

  @inline(__always)
  public static func < (left: StreamID, right: StreamID) -> Bool {
    left.milliseconds < right.milliseconds
      || (left.milliseconds == right.milliseconds && left.sequence < right.sequence)
  }

  /// The ID that follows; nil after the greatest.
  public var successor: StreamID? {
    if sequence < .max { return StreamID(milliseconds, sequence + 1) }
    return milliseconds < .max ? StreamID(milliseconds + 1, 0) : nil
  }

  /// The ID before; nil before the least.
  public var predecessor: StreamID? {
    if sequence > 0 { return StreamID(milliseconds, sequence - 1) }
    return milliseconds > 0 ? StreamID(milliseconds - 1, .max) : nil
  }

  /// How many of the 16 bytes, as RDB files hold them, both IDs begin with.
  func commonPrefix(_ other: StreamID) -> Int {
    let high = (milliseconds ^ other.milliseconds).leadingZeroBitCount / 8
    return high < 8 ? high : 8 + (sequence ^ other.sequence).leadingZeroBitCount / 8
  }
}

extension ByteWriter {
  /// Appends the 16 bytes of an ID: time and number, the high bytes first.
  public mutating func append(bigEndian id: StreamID) {
    for place in 0..<8 { append(UInt8(truncatingIfNeeded: id.milliseconds >> UInt64(56 - 8 * place))) }
    for place in 0..<8 { append(UInt8(truncatingIfNeeded: id.sequence >> UInt64(56 - 8 * place))) }
  }
}

extension StreamID {
  /// The ID in 16 bytes, the high bytes first; nil if there are not 16.
  public init?(bigEndian bytes: Span<UInt8>) {
    guard bytes.count == 16 else { return nil }
    self = .zero
    for index in 0..<8 { milliseconds = milliseconds << 8 | UInt64(bytes[index]) }
    for index in 8..<16 { sequence = sequence << 8 | UInt64(bytes[index]) }
  }
}

/// One run of a sparse HyperLogLog.
public struct SparseRun: Equatable, Sendable {
  /// The rank of its registers.
  public let rank: UInt8
  /// How many there are.
  public let count: Int
  /// Bytes that the run takes.
  public let size: Int

  /// The run that starts at `offset`.
  ///
  /// A second byte that is missing counts as zero.
  public init(_ bytes: Span<UInt8>, at offset: Int) {
    let first = bytes[offset]
    if first & 0x80 != 0 {
      (rank, count, size) = (first >> 2 & 31 + 1, Int(first & 3) + 1, 1)
    } else if first & 0x40 == 0 {
      (rank, count, size) = (0, Int(first) + 1, 1)
    } else {
      let second = offset + 1 < bytes.count ? Int(bytes[offset + 1]) : 0
      (rank, count, size) = (0, Int(first & 0x3F) << 8 + second + 1, 2)
    }
  }

  /// The byte of a run of up to four registers of a rank.
  static func byte(rank: UInt8, count: Int) -> UInt8 { 0x80 | (rank - 1) << 2 | UInt8(count - 1) }

  /// The bytes of a run of zeroes.
  static func appendZeroes(_ count: Int, to bytes: inout [UInt8]) {
    if count > 64 { bytes.append(0x40 | UInt8((count - 1) >> 8)) }
    bytes.append(UInt8(truncatingIfNeeded: count - 1))
  }
}

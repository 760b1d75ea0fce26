import Bytes

/// The layout of a HyperLogLog, which is a string as any other, and what is computed from it.
///
/// ```
/// 0      4          5         8                     16
/// | HYLL | encoding | 0, 0, 0 | cached cardinality  | registers …
/// ```
///
/// There are 16384 registers. An element belongs to the one that the lower 14 bits of its hash number; the register
/// holds the greatest rank of its elements: the number of the lowest one among the bits above, counted from 1.
/// The cardinality is little-endian; its highest bit is set when it is out of date.
///
/// Encoding 0 is dense: 6 bits for each register, the lowest bits of each byte first. Encoding 1 is sparse, a sequence
/// of runs, in the order of the registers:
///
/// ```
/// 00xxxxxx           x + 1 registers are 0
/// 01xxxxxx xxxxxxxx  x + 1 registers are 0, the high bits first
/// 1vvvvvxx           x + 1 registers are v + 1
/// ```
public enum HyperLogLog {
  /// Registers of each.
  public static let registerCount = 16_384
  /// Bytes before the registers.
  public static let headerSize = 16
  /// Bytes of one in the dense encoding.
  public static let denseSize = headerSize + registerCount * 6 / 8
  /// The greatest rank that the sparse encoding can hold.
  static let longestSparseRank = 32

  /// How the registers are stored.
  public enum Encoding: UInt8, Sendable {
    case dense, sparse
  }

  /// The runs of a sparse one do not make up all registers.
  public struct Damaged: Error {
    /// The only one there is.
    public init() {}
  }

  /// The encoding of a string; nil if it is no HyperLogLog.
  public static func encoding(of bytes: Span<UInt8>) -> Encoding? {
    guard bytes.count >= headerSize, bytes.extracting(0..<4).equals("HYLL"), let encoding = Encoding(rawValue: bytes[4])
    else { return nil }
    return encoding == .dense && bytes.count != denseSize ? nil : encoding
  }

  /// The register of an element, and its rank.
  public static func place(of element: Span<UInt8>) -> (register: Int, rank: UInt8) {
    let hash = MurmurHash.hash(element, seed: 0xADC8_3B19)
    let rank = (hash >> 14 | 1 << 50).trailingZeroBitCount + 1
    return (Int(hash & 16_383), UInt8(rank))
  }

  /// The cached cardinality; nil if it is out of date.
  public static func cachedCount(_ bytes: Span<UInt8>) -> UInt64? {
    guard bytes[15] & 0x80 == 0 else { return nil }
    var count: UInt64 = 0
    for index in (8..<16).reversed() { count = count << 8 | UInt64(bytes[index]) }
    return count
  }

  /// Stores the cardinality.
  public static func setCachedCount(_ bytes: inout MutableSpan<UInt8>, _ count: UInt64) {
    for place in 0..<8 { bytes[8 + place] = UInt8(truncatingIfNeeded: count >> UInt64(8 * place)) }
  }

  /// Marks the cached cardinality as out of date.
  public static func invalidateCount(_ bytes: inout MutableSpan<UInt8>) { bytes[15] |= 0x80 }

  /// How many different elements were added, as estimated from the registers.
  ///
  /// O(16384).
  public static func estimate(_ bytes: Span<UInt8>) throws(Damaged) -> UInt64 {
    var histogram = RegisterHistogram()
    if bytes[4] == Encoding.dense.rawValue {
      histogram.add(packed: bytes.extracting(headerSize...))
    } else {
      try forEachRun(bytes) { rank, _, count in histogram.add(rank, count: count) }
    }
    return histogram.estimate
  }

  /// Raises each of `ranks`, one for each register, to the rank that `bytes` have.
  ///
  /// O(16384).
  public static func merge(_ bytes: Span<UInt8>, into ranks: inout [UInt8]) throws(Damaged) {
    var ranks = ranks.mutableSpan
    if bytes[4] == Encoding.dense.rawValue {
      let registers = bytes.extracting(headerSize...)
      for register in 0..<registerCount { ranks[register] = max(ranks[register], registers.rank(register)) }
    } else {
      try forEachRun(bytes) { rank, first, count in
        if rank == 0 { return }
        for register in first..<first + count { ranks[register] = max(ranks[register], rank) }
      }
    }
  }

  /// Calls `body` with rank, first register and length of each run of a sparse one.
  static func forEachRun(
    _ bytes: Span<UInt8>, _ body: (_ rank: UInt8, _ first: Int, _ count: Int) -> Void
  ) throws(Damaged) {
    var offset = headerSize
    var register = 0
    while offset < bytes.count {
      let run = SparseRun(bytes, at: offset)
      if register + run.count > registerCount { throw Damaged() }
      body(run.rank, register, run.count)
      register += run.count
      offset += run.size
    }
    if register != registerCount { throw Damaged() }
  }
}

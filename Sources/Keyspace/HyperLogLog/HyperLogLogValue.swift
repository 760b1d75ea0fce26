import Bytes

/// A HyperLogLog in memory of its own, to be changed.
///
/// Dense ones are better changed where they are, by ``raise(_:_:to:)-(MutableSpan<UInt8>,_,_)``.
public struct HyperLogLogValue: Sendable {
  /// The string.
  public private(set) var bytes: [UInt8]

  /// An empty one: sparse, one run of zeroes.
  public init() {
    bytes = Array("HYLL".utf8) + [HyperLogLog.Encoding.sparse.rawValue] + [UInt8](repeating: 0, count: 11)
    SparseRun.appendZeroes(HyperLogLog.registerCount, to: &bytes)
  }

  /// A copy of a string that is a HyperLogLog.
  public init(copying bytes: Span<UInt8>) {
    precondition(HyperLogLog.encoding(of: bytes) != nil, "no HyperLogLog")
    self.bytes = [UInt8](copying: bytes)
  }

  /// Whether it is in the dense encoding.
  public var isDense: Bool { bytes[4] == HyperLogLog.Encoding.dense.rawValue }

  /// Raises the rank of a register, if it is lower.
  ///
  /// A sparse one that would be longer than `sparseLimit` bytes (Redis directive `hll-sparse-max-bytes`) becomes dense.
  /// Returns whether it has changed. O(bytes) in the sparse encoding.
  public mutating func raise(_ register: Int, to rank: UInt8, sparseLimit: Int) throws(HyperLogLog.Damaged) -> Bool {
    if !isDense {
      switch try SparseEditing.raise(&bytes, register, to: rank, limit: sparseLimit) {
      case .unchanged: return false
      case .changed:
        invalidateCount()
        return true
      case .tooLong: try makeDense()
      }
    }
    var span = bytes.mutableSpan
    return Self.raise(&span, register, to: rank)
  }

  /// Raises the rank of a register of a dense one, if it is lower, and returns whether it was.
  ///
  /// O(1).
  public static func raise(_ bytes: inout MutableSpan<UInt8>, _ register: Int, to rank: UInt8) -> Bool {
    guard bytes.span.extracting(HyperLogLog.headerSize...).rank(register) < rank else { return false }
    bytes.setRank(register, to: rank, start: HyperLogLog.headerSize)
    return true
  }

  /// Raises the rank of every register to that in `ranks`, if it is lower.
  public mutating func raise(to ranks: Span<UInt8>, sparseLimit: Int) throws(HyperLogLog.Damaged) {
    for register in ranks.indices where ranks[register] > 0 {
      _ = try raise(register, to: ranks[register], sparseLimit: sparseLimit)
    }
  }

  /// Marks the cached cardinality as out of date.
  public mutating func invalidateCount() {
    var span = bytes.mutableSpan
    HyperLogLog.invalidateCount(&span)
  }

  /// Turns it into the dense encoding.
  ///
  /// O(16384).
  public mutating func makeDense() throws(HyperLogLog.Damaged) {
    if isDense { return }
    var dense = [UInt8](repeating: 0, count: HyperLogLog.denseSize)
    var span = dense.mutableSpan
    for index in 0..<HyperLogLog.headerSize { span[index] = bytes[index] }
    span[4] = HyperLogLog.Encoding.dense.rawValue
    try Self.copyRuns(bytes.span, to: &span)
    bytes = dense
  }

  private static func copyRuns(
    _ sparse: Span<UInt8>, to dense: inout MutableSpan<UInt8>
  ) throws(HyperLogLog.Damaged) {
    var offset = HyperLogLog.headerSize
    var register = 0
    while offset < sparse.count {
      let run = SparseRun(sparse, at: offset)
      if register + run.count > HyperLogLog.registerCount { throw HyperLogLog.Damaged() }
      if run.rank > 0 {
        for index in register..<register + run.count {
          dense.setRank(index, to: run.rank, start: HyperLogLog.headerSize)
        }
      }
      register += run.count
      offset += run.size
    }
    if register != HyperLogLog.registerCount { throw HyperLogLog.Damaged() }
  }
}

/// Raises ranks in the sparse encoding: splits the run of the register and joins neighbours that became equal, in the
/// same steps as Redis, so that the bytes are the same.
enum SparseEditing {
  enum Outcome {
    case unchanged, changed
    /// The sparse encoding cannot hold the rank, or would be too long.
    case tooLong
  }

  /// Raises the rank of `register` if it is lower.
  ///
  /// O(bytes).
  static func raise(
    _ bytes: inout [UInt8], _ register: Int, to rank: UInt8, limit: Int
  ) throws(HyperLogLog.Damaged) -> Outcome {
    if rank > HyperLogLog.longestSparseRank { return .tooLong }
    var offset = HyperLogLog.headerSize
    var first = 0
    var previous: Int?
    var found: SparseRun?
    while offset < bytes.count {
      let run = SparseRun(bytes.span, at: offset)
      if register < first + run.count {
        found = run
        break
      }
      previous = offset
      offset += run.size
      first += run.count
    }
    // A run whose second byte is missing is damage as well.
    guard let run = found, offset + run.size <= bytes.count else { throw HyperLogLog.Damaged() }
    if run.rank >= rank { return .unchanged }
    if run.count == 1, run.size == 1 {
      bytes[offset] = SparseRun.byte(rank: rank, count: 1)
    } else {
      let parts = split(run, at: register - first, rank)
      let growth = parts.count - run.size
      if growth > 0, bytes.count + growth > limit { return .tooLong }
      bytes.replaceSubrange(offset..<offset + run.size, with: parts)
    }
    join(&bytes, from: previous ?? HyperLogLog.headerSize)
    return .changed
  }

  /// The runs that take the place of `run` when the register at `index` of it gets another rank.
  private static func split(_ run: SparseRun, at index: Int, _ rank: UInt8) -> [UInt8] {
    var parts: [UInt8] = []
    func append(_ count: Int) {
      if count == 0 { return }
      if run.rank == 0 {
        SparseRun.appendZeroes(count, to: &parts)
      } else {
        parts.append(SparseRun.byte(rank: run.rank, count: count))
      }
    }
    append(index)
    parts.append(SparseRun.byte(rank: rank, count: 1))
    append(run.count - index - 1)
    return parts
  }

  /// Joins neighbouring runs of equal ranks among the five from `start` on.
  private static func join(_ bytes: inout [UInt8], from start: Int) {
    var offset = start
    for _ in 0..<5 where offset < bytes.count {
      let run = SparseRun(bytes.span, at: offset)
      if run.rank > 0, offset + 1 < bytes.count {
        let next = SparseRun(bytes.span, at: offset + 1)
        if next.rank == run.rank, run.count + next.count <= 4 {
          bytes[offset + 1] = SparseRun.byte(rank: run.rank, count: run.count + next.count)
          bytes.remove(at: offset)
          continue
        }
      }
      offset += run.size
    }
  }
}

/// How many registers have which rank, and the number of elements that this makes likely.
///
/// The estimator is the improved one of Otmar Ertl, "New cardinality estimation algorithms for HyperLogLog sketches"
/// (arXiv:1702.01284), algorithm 6, computed in the order of operations in which Redis does, so that the last digit
/// is the same.
struct RegisterHistogram {
  /// Bits of the hash that ranks are taken from.
  private static let rankBits = 50
  /// 1 / (2 ln 2).
  private static let alpha = 0.721347520444481703680

  // Ranks above 51 do not occur, but in damaged strings; they are counted nowhere.
  private var counts = InlineArray<64, Int32>(repeating: 0)

  mutating func add(_ rank: UInt8, count: Int) { counts[Int(rank & 63)] += Int32(count) }

  /// Counts packed registers of the dense encoding.
  mutating func add(packed registers: Span<UInt8>) {
    registers.forEachRank { counts[Int($0)] += 1 }
  }

  /// Counts registers of a byte each.
  mutating func add(_ ranks: Span<UInt8>) {
    for index in ranks.indices { counts[Int(ranks[index] & 63)] += 1 }
  }

  var estimate: UInt64 {
    let total = Double(HyperLogLog.registerCount)
    var sum = total * Self.tau((total - Double(counts[Self.rankBits + 1])) / total)
    for rank in (1...Self.rankBits).reversed() { sum = (sum + Double(counts[rank])) * 0.5 }
    sum += total * Self.sigma(Double(counts[0]) / total)
    let estimate = (Self.alpha * total * total / sum).rounded(.toNearestOrAwayFromZero)
    return estimate < 0x1p64 ? UInt64(estimate) : .max
  }

  private static func sigma(_ start: Double) -> Double {
    if start == 1 { return .infinity }
    var (power, weight, sum) = (start, 1.0, start)
    var before: Double
    repeat {
      power *= power
      before = sum
      sum += power * weight
      weight += weight
    } while before != sum
    return sum
  }

  private static func tau(_ start: Double) -> Double {
    if start == 0 || start == 1 { return 0 }
    var (root, weight, sum) = (start, 1.0, 1 - start)
    var before: Double
    repeat {
      root = root.squareRoot()
      before = sum
      weight *= 0.5
      sum -= (1 - root) * (1 - root) * weight
    } while before != sum
    return sum / 3
  }
}

extension HyperLogLog {
  /// How many different elements the ranks of all registers make likely.
  public static func estimate(ofRanks ranks: Span<UInt8>) -> UInt64 {
    var histogram = RegisterHistogram()
    histogram.add(ranks)
    return histogram.estimate
  }
}

/// How the scores of a member of several sets become one (`AGGREGATE`).
enum Aggregate {
  case sum, least, greatest

  /// What becomes of `score` when `other` joins it; opposite infinities sum up to zero.
  func combined(_ score: Double, _ other: Double) -> Double {
    switch self {
    case .sum:
      let sum = score + other
      return sum.isNaN ? 0 : sum
    case .least: return other < score ? other : score
    case .greatest: return other > score ? other : score
    }
  }
}

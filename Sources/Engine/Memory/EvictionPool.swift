/// The best candidates for eviction that samples have brought up so far, the best last.
struct EvictionPool {
  /// A key, and how much it is worth to remove it.
  struct Candidate {
    let worth: UInt64
    let database: Int
    let key: [UInt8]
  }

  private static let limit = 16
  private var candidates: [Candidate] = []

  /// Takes a candidate in if there is room, or another that is worth less.
  mutating func offer(_ candidate: Candidate) {
    if candidates.contains(where: { $0.database == candidate.database && $0.key == candidate.key }) { return }
    if candidates.count == Self.limit {
      guard let least = candidates.first, least.worth < candidate.worth else { return }
      candidates.removeFirst()
    }
    let place = candidates.firstIndex { $0.worth > candidate.worth } ?? candidates.count
    candidates.insert(candidate, at: place)
  }

  /// The best candidate, which is taken out.
  mutating func takeBest() -> Candidate? { candidates.popLast() }
}

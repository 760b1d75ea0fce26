import Testing

@testable import AOF

/// The journal of units against a list of their ends.
@Suite struct UnitJournalTests {
  @Test(arguments: [3, 1000]) func agreesWithAList(_ limit: Int) {
    var random = SystemRandomNumberGenerator()
    var journal = UnitJournal()
    journal.limit = limit
    // The ends that are told apart, each with the units that end there or before.
    var marks: [(end: Int, units: Int)] = []
    var (position, appended, durable) = (0, 0, 0)
    for _ in 0..<2000 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<7:
        position += Int.random(in: 1..<9, using: &random)
        appended += 1
        if marks.count == limit { marks.removeLast() }
        marks.append((position, appended))
        journal.add(unitEndingAt: position)
      case 7:
        let cut = Int.random(in: (marks.first?.end ?? position)...position, using: &random)
        durable = marks.last { $0.end <= cut }?.units ?? durable
        marks.removeAll { $0.end <= cut }
        journal.drop(upTo: cut)
      case 8:
        let cut = Int.random(in: (marks.first?.end ?? position)...position, using: &random)
        marks.removeAll { $0.end > cut }
        appended = marks.last?.units ?? durable
        position = cut
        journal.truncate(to: cut)
      default: break
      }
      let place = Int.random(in: 0...position + 2, using: &random)
      #expect(journal.units(upTo: place) == marks.last { $0.end <= place }?.units ?? durable)
      #expect(journal.lastEnd(upTo: place) == marks.last { $0.end <= place }?.end)
      #expect((journal.appended, journal.durable) == (appended, durable))
    }
  }
}

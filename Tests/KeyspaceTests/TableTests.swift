import Bytes
import Keyspace
import Testing

@Suite("The hash table") struct TableTests {
  private func fill(_ database: Database, _ numbers: some Sequence<Int>) {
    for number in numbers { database.setInteger(key(number).span, Int64(number)) }
  }

  @Test("holds every size in any order of insertion and removal", arguments: 0...40)
  func smallScope(size: Int) {
    for seed in 0..<20 {
      var random = RandomNumbers(seed: UInt64(size * 100 + seed))
      let database = Database(seed: random.next())
      for (step, number) in (0..<size).shuffled(using: &random).enumerated() {
        #expect(database.find(key(number)) == nil)
        fill(database, [number])
        #expect(database.count == step + 1)
      }
      #expect(database.checkInvariants() == nil)
      for (step, number) in (0..<size).shuffled(using: &random).enumerated() {
        #expect(database.find(key(number))?.integer == Int64(number))
        #expect(database.remove(key(number)))
        #expect(!database.remove(key(number)))
        #expect(database.count == size - step - 1)
        if let problem = database.checkInvariants() { Issue.record("\(seed): \(problem)") }
      }
      #expect(database.usedMemory == 0)
    }
  }

  @Test("grows and shrinks through all sizes, with its invariants at each step")
  func growsAndShrinks() {
    let database = Database(seed: 3)
    for number in 0..<3_000 {
      fill(database, [number])
      if number % 37 == 0, let problem = database.checkInvariants() { Issue.record("growing, \(number): \(problem)") }
    }
    let largest = database.bucketCount
    #expect(largest >= 512)
    for number in 0..<3_000 {
      database.remove(key(number))
      _ = database.maintain(buckets: 1)
      if number % 37 == 0, let problem = database.checkInvariants() { Issue.record("shrinking, \(number): \(problem)") }
    }
    while database.maintain(buckets: 100) {}
    while database.bucketCount > 7, database.maintain(buckets: 100) || database.bucketCount > 7 {}
    #expect(database.bucketCount < 8)
    #expect(database.checkInvariants() == nil)
  }

  /// From 256 buckets on, what a slot keeps of the hash says where an entry goes; it must outlive its entry's blocks.
  @Test("grows right when the blocks of its entries were replaced")
  func growsAfterReplacing() {
    let database = Database(seed: 21)
    let values = [0, 60, 200, 300].map { [UInt8](repeating: 0x61, count: $0) }
    for number in 0..<15_000 {
      fill(database, [number])
      let (other, value) = (key(number / 2), values[number % 4])
      database.setString(other.span, value.span, expiry: .keep)
      if number % 3 == 0 { database.setExpiry(other.span, at: 1) } else { _ = database.clearExpiry(other) }
      if number % 2_500 == 0, let problem = database.checkInvariants() { Issue.record("\(number): \(problem)") }
    }
    #expect(database.count == 15_000 && database.bucketCount > 2_048)
    #expect(database.checkInvariants() == nil)
  }

  @Test("stays short in its chains while a burst of keys meets a shrinking table")
  func burstWhileShrinking() {
    let database = Database(seed: 11)
    fill(database, 0..<100_000)
    for number in 1..<100_000 { database.remove(key(number)) }
    let buckets = database.bucketCount
    _ = database.maintain(buckets: 1)
    // A table that shrank to one bucket at once would put all that comes meanwhile into one chain.
    #expect(database.bucketCount == buckets + buckets / 8)
    fill(database, 200_000..<204_000)
    #expect(database.count == 4_001)
    #expect(database.checkInvariants() == nil)
  }

  @Test("does not resize when it was told the size before")
  func reserved() {
    let database = Database(seed: 5)
    database.reserve(50_000, expiring: 10)
    let buckets = database.bucketCount
    fill(database, 0..<50_000)
    #expect(database.bucketCount == buckets)
    #expect(database.checkInvariants() == nil)
    // Too late: only an empty table is prepared.
    database.reserve(1_000_000, expiring: 0)
    #expect(database.bucketCount == buckets)
  }

  @Test("returns chains and arrays when it is emptied at once")
  func removeAll() {
    let database = Database(seed: 5)
    let empty = database.tableMemory
    for _ in 0..<3 {
      fill(database, 0..<20_000)
      for number in 0..<500 { database.setExpiry(key(number).span, at: 1) }
      #expect(database.tableMemory > empty)
      database.removeAll()
      #expect(database.tableMemory == empty)
      #expect(database.usedMemory == 0 && database.count == 0 && database.expiringCount == 0)
      database.reserve(1_000, expiring: 1_000)
    }
  }

  @Test("keeps one million keys in the memory that was promised")
  func memoryPerKey() {
    let database = Database(seed: 42)
    let value = [UInt8](repeating: 0x78, count: 32)
    var name = Array("key:000000000000".utf8)
    for number in 0..<1_000_000 {
      var rest = number
      for place in (10..<16).reversed() {
        name[place] = UInt8(0x30 + rest % 10)
        rest /= 10
      }
      database.setString(name.span, value.span)
    }
    #expect(database.count == 1_000_000)
    #expect(database.usedMemory + database.tableMemory < 82_000_000)
  }

  @Test("draws every entry about equally often, from full, growing and nearly empty tables")
  func random() {
    for size in [1, 2, 7, 8, 40, 49, 50] {
      let database = Database(seed: UInt64(size))
      fill(database, 0..<size)
      var random = RandomNumbers(seed: 9)
      var seen: [Int64: Int] = [:]
      for _ in 0..<size * 1_000 { if let entry = database.random(&random) { seen[entry.integer, default: 0] += 1 } }
      #expect(seen.count == size)
      #expect(seen.values.allSatisfy { $0 > 500 && $0 < 1_700 }, "\(size): \(seen.values.sorted())")
    }
    let sparse = Database(seed: 1)
    fill(sparse, 0..<50_000)
    for number in 0..<50_000 where number != 4_321 { sparse.remove(key(number)) }
    var random = RandomNumbers(seed: 9)
    for _ in 0..<20 { #expect(sparse.random(&random)?.integer == 4_321) }
    #expect(sparse.randomExpiring(&random) == nil)
    sparse.setExpiry(key(4_321).span, at: 5)
    #expect(sparse.randomExpiring(&random)?.integer == 4_321)
    sparse.remove(key(4_321))
    #expect(sparse.random(&random) == nil)
    #expect(sparse.randomExpiring(&random) == nil)
  }

  @Test("traps a change while it is visited")
  func changeWhileVisited() async {
    await #expect(processExitsWith: .failure) {
      let database = Database(seed: 1)
      database.setInteger([1].span, 1)
      database.forEach { _ in database.setInteger([2].span, 2) }
    }
    await #expect(processExitsWith: .failure) {
      let database = Database(seed: 1)
      database.setInteger([1].span, 1)
      _ = database.scan(0) { _ in database.removeAll() }
    }
  }
}

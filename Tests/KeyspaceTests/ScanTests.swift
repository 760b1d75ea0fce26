import Bytes
import Keyspace
import Testing

@Suite("Iterations by cursor") struct ScanTests {
  @Test("meet each key exactly once while nothing changes", arguments: [0, 1, 6, 7, 12, 13, 100, 769, 5_000])
  func unchanged(size: Int) {
    let database = Database(seed: UInt64(size))
    for number in 0..<size { database.setInteger(key(number).span, Int64(number)) }
    while database.maintain(buckets: 10) {}
    var met: [Int64] = []
    var (cursor, steps): (UInt64, Int) = (0, 0)
    repeat {
      cursor = database.scan(cursor) { met.append($0.integer) }
      steps += 1
    } while cursor != 0
    #expect(met.sorted() == (0..<size).map { Int64($0) })
    #expect(steps <= database.bucketCount)
  }

  /// Keys that stay, among others that come and go so that the table is resized between steps, both ways.
  @Test("meet every key that stays while the table grows and shrinks", arguments: 0..<50)
  func resizing(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    let database = Database(seed: random.next())
    let staying = [1, 5, 30, 200, 1_000][seed % 5]
    let amplitude = [0, 20, 300, 1_500, 5_000][(seed / 5) % 5]
    for number in 0..<staying {
      database.setInteger(key(number).span, Int64(number), expiry: .at(1))
    }
    var fleeting = 0
    if random.below(2) == 0 { fleeting = add(to: amplitude, fleeting, database) }
    var met: Set<Int64> = []
    var metExpiring: Set<Int64> = []
    var (cursor, expiringCursor, steps): (UInt64, UInt64, Int) = (0, 0, 0)
    repeat {
      cursor = database.scan(cursor) { met.insert($0.integer) }
      steps += 1
      if steps % 3 == 0 {
        let wanted = random.below(amplitude + 1)
        fleeting = wanted > fleeting ? add(to: wanted, fleeting, database) : drop(to: wanted, fleeting, database)
      }
      if random.below(3) == 0 { _ = database.maintain(buckets: 1 << random.below(12)) }
    } while cursor != 0 && steps < 1_000_000
    repeat {
      expiringCursor = database.scanExpiring(expiringCursor) { metExpiring.insert($0.integer) }
      if let entry = database.random(&random), entry.expiry == nil {
        let name = [UInt8](copying: entry.key)
        database.setExpiry(name.span, at: 3)
      }
    } while expiringCursor != 0
    #expect(cursor == 0, "an iteration that does not end")
    #expect(met.isSuperset(of: (0..<staying).map { Int64($0) }))
    #expect(metExpiring.isSuperset(of: (0..<staying).map { Int64($0) }))
    #expect(database.checkInvariants() == nil)
  }

  private func add(to wanted: Int, _ fleeting: Int, _ database: Database) -> Int {
    for number in fleeting..<max(wanted, fleeting) { database.setInteger(key(1_000_000 + number).span, -1) }
    return max(wanted, fleeting)
  }

  private func drop(to wanted: Int, _ fleeting: Int, _ database: Database) -> Int {
    for number in wanted..<max(wanted, fleeting) { database.remove(key(1_000_000 + number)) }
    return min(wanted, fleeting)
  }

  @Test("end from any cursor that a client makes up")
  func foreignCursors() {
    let database = Database(seed: 2)
    var random = RandomNumbers(seed: 3)
    for number in 0..<777 {
      database.setInteger(key(number).span, 1)
      guard number % 20 == 0 else { continue }
      for start in [UInt64.max, 1 << 63, 0xDEAD_BEEF, random.next()] {
        var (cursor, steps) = (start, 0)
        repeat {
          cursor = database.scan(cursor) { _ in }
          steps += 1
        } while cursor != 0 && steps < 10_000
        #expect(cursor == 0)
      }
    }
  }
}

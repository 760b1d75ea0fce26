import Bytes
import Keyspace
import Testing

/// A sorted set beside a model of it.
private struct Twin {
  var set: SortedSetValue
  var model: [[UInt8]: Double] = [:]
  let limits: EncodingLimits

  init(entries: Int, value: Int = 64) {
    var limits = EncodingLimits()
    limits.zsetMaxListpackEntries = entries
    limits.zsetMaxListpackValue = value
    self.limits = limits
    let none: [UInt8] = []
    set = SortedSetValue(for: none.span, limits)
  }

  mutating func add(_ member: [UInt8], _ score: Double) {
    set.set(member.span, score, limits)
    model[member] = score
  }

  mutating func remove(_ member: [UInt8]) {
    let wasThere = model.removeValue(forKey: member) != nil
    #expect(set.remove(member.span) == wasThere)
  }

  var sorted: [(key: [UInt8], value: Double)] {
    model.sorted { $0.value != $1.value ? $0.value < $1.value : $0.key.lexicographicallyPrecedes($1.key) }
  }

  /// Compares everything that can be asked.
  func check() {
    if let problem = set.checkInvariants() { Issue.record("\(problem)") }
    let expected = sorted
    #expect(set.count == expected.count)
    var rank = 0
    set.forEach { member, score in
      #expect(member.array == expected[rank].key && score == expected[rank].value)
      rank += 1
    }
    #expect(rank == expected.count)
    set.forEach(reversed: true) { member, _ in
      rank -= 1
      #expect(member.array == expected[rank].key)
    }
    for (rank, pair) in expected.enumerated() {
      #expect(set.rank(of: pair.key.span) == rank)
      #expect(set.score(of: pair.key.span) == pair.value)
      #expect(set.element(at: rank).member.array == pair.key)
    }
    #expect(set.score(of: Array("nobody".utf8).span) == nil)
    #expect(set.rank(of: Array("nobody".utf8).span) == nil)
  }
}

private func text(_ text: String) -> [UInt8] { Array(text.utf8) }

@Suite("Sorted sets") struct SortedSetTests {
  @Test("agree with a model while they are small, large and change over", arguments: 0..<12)
  func random(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    var twin = Twin(entries: [0, 3, 16, 128][seed % 4], value: seed % 3 == 0 ? 8 : 64)
    let scores: [Double] = [0, 1, -1, 2.5, .infinity, -.infinity, 1e300, 1e-300, 123_456_789_012, 0.1]
    for step in 0..<400 {
      let number = random.below(60)
      let member = random.below(3) == 0 ? text("\(number - 30)") : text("member:\(number)") + [0xFF, 0]
      switch random.below(4) {
      case 0: twin.remove(member)
      case 1 where twin.set.count > 2:
        let start = random.below(twin.set.count)
        let ranks = start..<min(twin.set.count, start + 1 + random.below(3))
        for pair in twin.sorted[ranks] { twin.model[pair.key] = nil }
        twin.set.remove(ranks: ranks)
      default: twin.add(member, scores[random.below(scores.count)])
      }
      if step % 10 == 0 { twin.check() }
    }
    twin.check()
    let copy = twin.set.copy()
    #expect(copy.checkInvariants() == nil && copy.encodingName.description == twin.set.encodingName.description)
    twin.set.release()
    #expect(copy.count == twin.model.count)
    copy.release()
  }

  @Test("become large with one member, or one byte, too many")
  func thresholds() {
    var few = Twin(entries: 5)
    for number in 0..<5 { few.add(text("\(number)"), Double(number)) }
    #expect(few.set.isSmall)
    few.add(text("4"), 9)
    #expect(few.set.isSmall)
    few.add(text("5"), 5)
    #expect(!few.set.isSmall)
    few.check()
    var short = Twin(entries: 5, value: 8)
    short.add(text("12345678"), 1)
    #expect(short.set.isSmall)
    short.add(text("123456789"), 1)
    #expect(!short.set.isSmall)
    short.check()
    for number in 0..<10 { short.remove(text(number == 0 ? "12345678" : "123456789")) }
    #expect(!short.set.isSmall && short.set.count == 0)
  }

  @Test("store scores in a listpack as Redis does")
  func listpackBytes() {
    var twin = Twin(entries: 10)
    for (member, score) in [("a", 1), ("b", 2.5), ("c", -Double.infinity), ("3", 10)] { twin.add(text(member), score) }
    guard let span = twin.set.listpackBytes else {
      Issue.record("not a listpack")
      return
    }
    let bytes = [UInt8](copying: span)
    let expected: [UInt8] = [
      0x21, 0, 0, 0, 8, 0, 0x81, 0x63, 2, 0x84, 0x2D, 0x69, 0x6E, 0x66, 5, 0x81, 0x61, 2, 1, 1, 0x81, 0x62, 2, 0x83,
      0x32, 0x2E, 0x35, 4, 3, 1, 10, 1, 0xFF,
    ]
    #expect(bytes == expected)
    twin.add(text("a"), -0.0)
    #expect(twin.set.score(of: text("a").span)?.sign == .plus)
  }

  @Test("find intervals of scores and of members", arguments: [0, 200])
  func ranges(entries: Int) {
    var twin = Twin(entries: entries)
    for number in 0..<100 { twin.add(text(String(UnicodeScalar(UInt8(33 + number)))), Double(number / 2)) }
    #expect(twin.set.ranks(ScoreRange(10, 20)) == 20..<42)
    #expect(twin.set.ranks(ScoreRange(10, 20, excludesLeast: true, excludesGreatest: true)) == 22..<40)
    #expect(twin.set.ranks(ScoreRange(20, 10)).isEmpty)
    #expect(twin.set.ranks(ScoreRange(5, 5, excludesLeast: true)).isEmpty)
    #expect(twin.set.ranks(ScoreRange(-.infinity, .infinity)) == 0..<100)
    for number in 0..<100 { twin.add(text(String(UnicodeScalar(UInt8(33 + number)))), 0) }
    let (low, high) = (text("5"), text("9"))
    #expect(twin.set.ranks(LexRange(.including(low), .including(high))).count == 5)
    #expect(twin.set.ranks(LexRange(.excluding(low), .excluding(high))).count == 3)
    #expect(twin.set.ranks(LexRange(.excluding(low), .excluding(high)), reversed: true).count == 3)
    #expect(twin.set.ranks(LexRange(.least, .greatest)) == 0..<100)
    #expect(twin.set.ranks(LexRange(.greatest, .least)).isEmpty)
    #expect(twin.set.ranks(LexRange(.including(high), .including(low))).isEmpty)
  }

  @Test("are built from members in any order", arguments: [0, 5, 6, 500])
  func building(size: Int) {
    var limits = EncodingLimits()
    limits.zsetMaxListpackEntries = 5
    var builder = SortedSetBuilder(limits)
    for number in (0..<size).shuffled() { builder.update(text("\(number)").span) { _ in Double(number % 7) } }
    builder.update(text("gone").span) { _ in 1 }
    builder.remove(text("gone").span)
    let set = builder.finish(limits)
    #expect(set.count == size && set.isSmall == (size <= 5))
    #expect(set.checkInvariants() == nil)
    var last = -1.0
    set.forEach { _, score in
      #expect(score >= last)
      last = score
    }
    set.release()
  }

  @Test("keep a database's account of memory right")
  func memory() {
    let database = Database(seed: 1)
    let key = text("z")
    let entry = database.make(SortedSetValue(), at: key.span)
    for number in 0..<2000 {
      database.change(entry, SortedSetValue.self) { set in
        set.set(text("member:\(number)").span, Double(number), EncodingLimits())
      }
    }
    #expect(database.checkInvariants() == nil)
    // Redis takes more than 110 bytes for each.
    #expect(database.usedMemory < 2000 * 85)
    database.change(entry, SortedSetValue.self) { $0.remove(ranks: 0..<1999) }
    #expect(database.checkInvariants() == nil)
    database.remove(key.span)
    #expect(database.usedMemory == 0)
  }

  @Test("scan meets every member that stays")
  func scan() {
    var twin = Twin(entries: 0)
    for number in 0..<500 { twin.add(text("\(number)"), 1) }
    var met = Set<[UInt8]>()
    var cursor: UInt64 = 0
    var step = 0
    repeat {
      cursor = twin.set.scan(cursor) { member, _ in met.insert(member.array) }
      twin.add(text("more\(step)"), 2)
      step += 1
    } while cursor != 0
    for number in 0..<500 { #expect(met.contains(text("\(number)"))) }
  }
}

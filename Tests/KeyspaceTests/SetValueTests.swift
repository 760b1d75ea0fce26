import Bytes
import Testing

@testable import Keyspace

@Suite("Sets") struct SetValueTests {
  /// Members of every kind: of each width, integers that are not canonical, and bytes that are no text.
  static func member(_ random: inout RandomNumbers, widest: Int) -> [UInt8] {
    switch random.below(40) {
    case 0 where widest > 2: Array("\(random.below(1 << 20) - 1 << 19)".utf8)
    case 1 where widest > 4: Array("\(Int64.min + Int64(random.below(50)))".utf8)
    case 2 where widest > 8: [0, 0xFF, UInt8(random.below(30))]
    case 3 where widest > 8: Array("0\(random.below(30))".utf8)
    case 4 where widest > 8: [UInt8](repeating: 0x7A, count: random.below(600))
    default: Array("\(random.below(60) - 30)".utf8)
    }
  }

  private func members(_ set: SetValue) -> [[UInt8]] {
    var members: [[UInt8]] = []
    set.forEach { members.append($0.array) }
    return members
  }

  @Test("hold what a set of the standard library holds", arguments: [2, 4, 8, 16], [5, 40])
  func againstModel(widest: Int, limit: Int) {
    var limits = EncodingLimits()
    limits.setMaxIntsetEntries = limit
    var random = RandomNumbers(seed: UInt64(widest * 100 + limit))
    var set = SetValue()
    var model: Set<[UInt8]> = []
    var isIntset = true
    for step in 0..<4000 {
      let member = Self.member(&random, widest: widest)
      if random.below(step % 1000 < 500 ? 3 : 2) > 0 {
        let isNew = set.insert(member.span, limits)
        #expect(isNew == model.insert(member).inserted)
        if member.span.canonicalInteger == nil || model.count > limit { isIntset = false }
      } else {
        let wasThere = set.remove(member.span)
        #expect(wasThere == (model.remove(member) != nil))
      }
      let isMember = set.contains(member.span)
      #expect(isMember == model.contains(member))
      #expect(set.count == model.count)
      #expect(set.isIntset == isIntset)
      if step % 50 == 0 {
        if let problem = set.checkInvariants() { Issue.record("\(step): \(problem)") }
        #expect(Set(members(set)) == model)
        let copy = set.copy()
        #expect(Set(members(copy)) == model)
        copy.release()
      }
    }
    set.release()
  }

  @Test("hold few members of every kind, on both sides of where they become tables", arguments: 0..<40)
  func few(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    let lengths = [0, 1, 5, 63, 64, 64, 65]
    let choices: [[UInt8]] = (0..<12).map { index in
      index % 3 == 0
        ? Array("\(index * 1000)".utf8)
        : [UInt8](repeating: UInt8(0x61 + index), count: lengths[random.below(seed % 2 == 0 ? 6 : 7)])
    }
    let first = choices[1]
    var set = SetValue(for: first.span, EncodingLimits())
    var model: Set<[UInt8]> = []
    for _ in 0..<300 {
      let member = choices[random.below(seed % 4 < 2 ? 9 : 12)]
      if random.below(2) == 0 {
        let isNew = set.insert(member.span, EncodingLimits())
        #expect(isNew == model.insert(member).inserted)
      } else {
        let wasThere = set.remove(member.span)
        #expect(wasThere == (model.remove(member) != nil))
      }
      #expect(Set(members(set)) == model)
      #expect(set.count == model.count)
      if let problem = set.checkInvariants() { Issue.record("\(problem)") }
      let drawn = set.random(&random)?.array
      #expect(drawn.map { model.contains($0) } ?? model.isEmpty)
      var scanned: [[UInt8]] = []
      var cursor: UInt64 = 0
      repeat { cursor = set.scan(cursor) { scanned.append($0.array) } } while cursor != 0
      #expect(scanned.count >= model.count && Set(scanned) == model)
    }
    set.release()
  }

  @Test("change their encoding at the limit and stay large", arguments: [0, 1, 2, 7, 512])
  func threshold(limit: Int) {
    var limits = EncodingLimits()
    limits.setMaxIntsetEntries = limit
    var set = SetValue()
    for number in 0...limit {
      #expect(set.encodingName.description == "intset")
      set.insert(Array("\(number)".utf8).span, limits)
    }
    #expect(set.encodingName.description == "hashtable")
    for number in 0...limit {
      set.remove(Array("\(number)".utf8).span)
      #expect(set.checkInvariants() == nil)
    }
    #expect(set.count == 0)
    #expect(set.encodingName.description == "hashtable")
    set.release()
  }

  @Test("refuse intsets that are none")
  func damagedIntsets() {
    var set = SetValue()
    for number in [1, 300, 70_000, -5] { set.insert(Array("\(number)".utf8).span, EncodingLimits()) }
    let bytes = [UInt8](copying: set.intsetBytes)
    func read(_ bytes: [UInt8]) -> SetValue? { SetValue(intset: bytes.span) }
    let whole = read(bytes)
    #expect(whole?.count == 4)
    whole?.release()
    for count in 0..<bytes.count { #expect(read([UInt8](bytes[..<count]))?.count == nil) }
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x80
      guard let read = read(damaged) else { continue }
      #expect(read.checkInvariants() == nil, "byte \(index)")
      read.release()
    }
    #expect(read([2, 0, 0, 0, 0, 0, 0, 0])?.count == nil)
    #expect(read([2, 0, 0, 0, 2, 0, 0, 0, 5, 0, 5, 0])?.count == nil)
    #expect(read([8, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF])?.count == nil)
    set.release()
  }

  @Test("draw members about equally often", arguments: [1, 7, 60, 1000])
  func random(count: Int) {
    for isLarge in [false, true] {
      var limits = EncodingLimits()
      limits.setMaxIntsetEntries = isLarge ? 0 : 1000
      var set = SetValue()
      for number in 0..<count { set.insert(Array("\(number)".utf8).span, limits) }
      var numbers = RandomNumbers(seed: 5)
      var drawn: [[UInt8]: Int] = [:]
      for _ in 0..<count * 100 {
        if let member = set.random(&numbers) { drawn[member.array, default: 0] += 1 }
      }
      #expect(drawn.count == count)
      #expect(drawn.values.allSatisfy { $0 < 400 })
      set.release()
    }
  }

  @Test("meet every member that stays, in an iteration during which others come and go")
  func scan() {
    var limits = EncodingLimits()
    limits.setMaxIntsetEntries = 0
    for seed in 0..<20 {
      var random = RandomNumbers(seed: UInt64(seed))
      var set = SetValue()
      let stay = (0..<random.below(300) + 1).map { Array("stay\($0)".utf8) }
      for member in stay { set.insert(member.span, limits) }
      var met: Set<[UInt8]> = []
      var cursor: UInt64 = 0
      repeat {
        cursor = set.scan(cursor) { met.insert($0.array) }
        for _ in 0..<random.below(50) {
          let other = Array("other\(random.below(2000))".utf8)
          if seed % 2 == 0 { set.insert(other.span, limits) } else { set.remove(other.span) }
        }
      } while cursor != 0
      #expect(met.isSuperset(of: stay))
      set.release()
    }
  }

  @Test("take no more memory than Redis for many members", arguments: [600, 10_000, 90_000])
  func memory(count: Int) {
    var set = SetValue(for: [0x78].span, EncodingLimits())
    for number in 0..<count { set.insert(Array("member:\(1_000_000 + number)".utf8).span, EncodingLimits()) }
    // Redis: an entry of 24 bytes, a string of 18 that takes 24, and at least 8 bytes in the table.
    #expect(set.memory < count * 56 + 1024, "\(set.memory / count) bytes each")
    set.release()
  }
}

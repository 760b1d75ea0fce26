import Bytes
import Testing

@testable import Keyspace

@Suite("Hashes") struct HashValueTests {
  static func text(_ random: inout RandomNumbers, longest: Int) -> [UInt8] {
    switch random.below(20) {
    case 0: [UInt8](repeating: 0x7A, count: random.below(longest + 1))
    case 1: [0, 0xFF, UInt8(random.below(30))]
    case 2...8: Array("\(random.below(100_000) - 500)".utf8)
    default: Array("f\(random.below(60))".utf8)
    }
  }

  private func contents(_ hash: HashValue) -> [[UInt8]: [UInt8]] {
    var contents: [[UInt8]: [UInt8]] = [:]
    hash.forEach { contents[$0.array] = $1.array }
    return contents
  }

  @Test("hold what a dictionary holds", arguments: [5, 64, 400], [3, 30, 200])
  func againstModel(longest: Int, limit: Int) {
    var limits = EncodingLimits()
    limits.hashMaxListpackEntries = limit
    var random = RandomNumbers(seed: UInt64(longest * 1000 + limit))
    var hash = HashValue()
    var model: [[UInt8]: [UInt8]] = [:]
    var isPacked = true
    for step in 0..<4000 {
      let field = Self.text(&random, longest: longest)
      if random.below(step % 1000 < 500 ? 4 : 2) > 0 {
        let value = Self.text(&random, longest: longest)
        let isNew = hash.set(field.span, value.span, limits)
        #expect(isNew == (model.updateValue(value, forKey: field) == nil))
        if max(field.count, value.count) > limits.hashMaxListpackValue || model.count > limit { isPacked = false }
      } else {
        let wasThere = hash.remove(field.span)
        #expect(wasThere == (model.removeValue(forKey: field) != nil))
      }
      let value = hash.value(of: field.span)
      #expect(value?.array == model[field])
      #expect(value?.count == model[field]?.count)
      #expect(hash.count == model.count)
      #expect(hash.isPacked == isPacked)
      if step % 50 == 0 {
        if let problem = hash.checkInvariants() { Issue.record("\(step): \(problem)") }
        #expect(contents(hash) == model)
        let copy = hash.copy()
        #expect(contents(copy) == model)
        copy.release()
      }
    }
    hash.release()
  }

  @Test("change their encoding at the limit and stay large", arguments: [0, 1, 2, 7, 512])
  func threshold(limit: Int) {
    var limits = EncodingLimits()
    limits.hashMaxListpackEntries = limit
    var hash = HashValue()
    for number in 0...limit {
      #expect(hash.encodingName.description == "listpack")
      let field = Array("\(number)".utf8)
      for value in [[], [0x61]] as [[UInt8]] { hash.set(field.span, value.span, limits) }
    }
    #expect(hash.encodingName.description == "hashtable")
    for number in 0...limit {
      let wasThere = hash.remove(Array("\(number)".utf8).span)
      #expect(wasThere)
      #expect(hash.checkInvariants() == nil)
    }
    #expect(hash.count == 0 && !hash.isPacked)
    hash.release()
  }

  @Test("become large for a long field or value", arguments: [63, 64, 65, 66])
  func longTexts(length: Int) {
    let long = [UInt8](repeating: 0x61, count: length)
    for (field, value) in [(long, [0x62]), ([0x62], long)] {
      var hash = HashValue()
      hash.set(field.span, value.span, EncodingLimits())
      #expect(hash.isPacked == (length <= 64))
      let read = hash.value(of: field.span)?.array
      #expect(read == value)
      hash.release()
    }
  }

  @Test("replace values of every length by values of every length")
  func replacing() {
    var limits = EncodingLimits()
    limits.hashMaxListpackEntries = 0
    let lengths = [0, 1, 7, 22, 23, 24, 100, 253, 254, 255, 256, 300]
    for fieldLength in lengths {
      let field = [UInt8](repeating: 0x66, count: fieldLength)
      var hash = HashValue()
      hash.set([0x78].span, [0x79].span, limits)
      for first in lengths {
        for second in lengths {
          for length in [first, second] {
            let value = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            hash.set(field.span, value.span, limits)
            let read = hash.value(of: field.span)?.array
            #expect(read == value)
            #expect(hash.checkInvariants() == nil)
          }
        }
      }
      #expect(hash.count == 2)
      hash.release()
    }
  }

  @Test("take no more memory than Redis for many fields", arguments: [600, 10_000, 90_000])
  func memory(count: Int) {
    var hash = HashValue()
    for number in 0..<count {
      let text = Array("field:\(1_000_000 + number)".utf8)
      hash.set(text.span, text.span, EncodingLimits())
    }
    // Redis: an entry of 24 bytes, two strings of 17 that take 24 each, and at least 8 bytes in the table.
    #expect(hash.memory < count * 80 + 1024, "\(hash.memory / count) bytes each")
    hash.release()
  }
}

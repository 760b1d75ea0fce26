import Bytes
import RDB
import Testing

/// Damaged files are refused or loaded, and nothing else happens.
@Suite struct DamageTests {
  @Test(arguments: FixtureTests.names) func everyTruncation(_ name: String) {
    let bytes = fixture(name)
    for count in Self.places(bytes) {
      let loaded = load([UInt8](bytes.prefix(count)))
      #expect(loaded.error?.cause == .shortRead, "cut to \(count) bytes")
      #expect(loaded.error.map { $0.offset <= count } ?? false)
      let piecewise = load([UInt8](bytes.prefix(count)), chunk: bytes.count < 1000 ? 5 : 1000, knowsSize: false)
      #expect(piecewise.error == loaded.error)
      #expect(piecewise.items == loaded.items)
    }
  }

  @Test(arguments: FixtureTests.names) func everyByte(_ name: String) {
    let bytes = fixture(name)
    for index in Self.places(bytes) {
      for change: UInt8 in [0x01, 0x40, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] ^= change
        // Damage to the version may leave one that has no checksum.
        if index != 8 { #expect(load(damaged).error != nil, "byte \(index) ^ \(change) was not noticed") }
        let unchecked = load(damaged) { $0.verifiesChecksum = false }
        let piecewise = load(damaged, chunk: bytes.count < 1000 ? 3 : 1000, knowsSize: false) {
          $0.verifiesChecksum = false
        }
        #expect(unchecked.error == piecewise.error, "byte \(index) ^ \(change)")
        #expect(unchecked.items == piecewise.items)
      }
    }
  }

  @Test func randomBytesAfterTheHeader() {
    var numbers = RandomNumbers(seed: 11)
    let interesting: [UInt8] = [0, 1, 2, 0x40, 0x80, 0x81, 0xC0, 0xC3, 0xF5, 0xF7, 0xF8, 0xFA, 0xFB, 0xFC, 0xFE, 0xFF]
    for _ in 0..<5000 {
      var bytes = [UInt8]("REDIS0010".utf8)
      for _ in 0..<numbers.below(60) {
        let isChosen = numbers.below(3) > 0
        bytes.append(isChosen ? interesting[numbers.below(interesting.count)] : UInt8(numbers.below(256)))
      }
      let loaded = load(bytes)
      let piecewise = load(bytes, chunk: 1, knowsSize: false)
      #expect(loaded.error == piecewise.error, "\(hex(bytes))")
      #expect(loaded.items == piecewise.items)
    }
  }

  /// All places of a small file, both ends of a large one.
  static func places(_ bytes: [UInt8]) -> [Int] {
    bytes.count < 1000 ? [Int](bytes.indices) : [Int](0..<200) + [Int](bytes.count - 12..<bytes.count)
  }
}

import Bytes
import RDB
import Testing

/// Checks of damaged files end, with the right verdict, and claim no memory on the word of a length.
@Suite struct SnapshotCheckTests {
  static let names = [
    "strings", "dbs", "expire", "stream", "stream_empty", "zset_listpack", "hash_listpack", "set_intset32",
  ]

  private static func check(_ bytes: [UInt8], chunk: Int = .max) -> (verdict: SnapshotCheck.Verdict, text: String) {
    var text: [UInt8] = []
    let output = CheckOutput {
      text += $0
    } log: {
      text += $0 + [0x0A]
    }
    let subject = SnapshotCheck.Subject(name: Array("f".utf8), size: nil, now: 0)
    let verdict = SnapshotCheck.run(subject, output, from: source(bytes, chunk: chunk))
    return (verdict, String(decoding: text, as: UTF8.self))
  }

  @Test(arguments: names) func everyTruncation(_ name: String) {
    let bytes = fixture(name)
    #expect(Self.check(bytes).verdict == .sound(end: bytes.count))
    for end in bytes.indices {
      let (verdict, text) = Self.check(Array(bytes[..<end]), chunk: 7)
      guard case .damaged = verdict else {
        Issue.record("\(name) is sound up to \(end)")
        continue
      }
      #expect(text.contains("--- RDB ERROR DETECTED ---"))
    }
  }

  /// With a checksum no flip passes.
  @Test(arguments: names) func everyFlip(_ name: String) {
    let bytes = fixture(name)
    // A change of the version may make it one that has no checksum.
    for index in bytes.indices where !(5..<9).contains(index) {
      for bit: UInt8 in [1, 8, 128] {
        var damaged = bytes
        damaged[index] ^= bit
        guard case .damaged = Self.check(damaged).verdict else {
          Issue.record("\(name) is sound with byte \(index) changed by \(bit)")
          continue
        }
      }
    }
  }

  /// Without a checksum values are all there is to tell.
  @Test(arguments: names) func flipsWithoutChecksum(_ name: String) {
    var bytes = fixture(name)
    for index in bytes.count - 8..<bytes.count { bytes[index] = 0 }
    var numbers = RandomNumbers(seed: 4)
    for _ in 0..<500 {
      var damaged = bytes
      let index = 9 + Int(numbers.next() % UInt64(bytes.count - 17))
      damaged[index] = UInt8(truncatingIfNeeded: numbers.next())
      let (verdict, text) = Self.check(damaged)
      if case .sound = verdict {
        #expect(text.contains("RDB looks OK!"))
      } else {
        #expect(text.contains("While doing"))
      }
    }
  }
}

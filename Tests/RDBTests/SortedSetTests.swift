import Bytes
import Keyspace
import RDB
import Testing

/// Sorted sets in payloads of all types that Redis has written.
@Suite struct SortedSetTests {
  /// The members and scores of a payload's value, or why it is refused.
  private static func members(
    _ payload: [UInt8], entries: Int = 128
  ) -> Result<(encoding: String, members: [String]), Payload.Refusal> {
    let target = Keyspace(databases: 1, seed: 3)
    var limits = EncodingLimits()
    limits.zsetMaxListpackEntries = entries
    do throws(Payload.Refusal) {
      try Payload.verify(payload.span)
      try Payload.restore(payload.span, as: [0x72].span, in: target.databases[0], limits: limits)
    } catch {
      return .failure(error)
    }
    guard let entry = target.databases[0].find([0x72].span) else { return .success(("", [])) }
    let set = SortedSetValue(block: entry.block)
    if let problem = target.databases[0].checkInvariants() ?? set.checkInvariants() { Issue.record("\(problem)") }
    var members: [String] = []
    set.forEach { member, score in members.append("\(String(decoding: member.array, as: UTF8.self))=\(score)") }
    return .success((set.encodingName.description, members))
  }

  private static let all = ["c=-inf", "a=1.0", "b=2.5", "3=10.0"]

  /// The same set in a linked form with scores as text, in one with binary scores, as ziplist and as listpack.
  @Test(arguments: [
    "03 04 0162 03322E35 0161 0131 0163 FF C003 023130",
    "05 04 C003 0000000000002440 0162 0000000000000440 0161 000000000000F03F 0163 000000000000F0FF",
    """
    0C 26 26000000 22000000 0800 00 01 63 03 04 2D696E66 06 01 61 03 F2 02 01 62 03 03 322E35 05 F4 02 FE0A FF
    """,
    "11 21 21000000 0800 8163 02 842D696E66 05 8161 02 0101 8162 02 83322E35 04 0301 0A01 FF",
  ]) func types(_ body: String) throws {
    let small = try Self.members(PayloadTests.sealed(body)).get()
    #expect(small.members == Self.all && small.encoding == "listpack")
    let large = try Self.members(PayloadTests.sealed(body), entries: 3).get()
    #expect(large.members == Self.all && large.encoding == "skiplist")
  }

  @Test(arguments: [
    // A score that is no number, a member twice, too few members.
    "05 01 0161 000000000000F87F", "03 01 0161 FD", "05 02 0161 000000000000F03F 0161 000000000000F03F",
    "05 02 0161 000000000000F03F", "11 0A 0A000000 0100 8161 02 FF", "0C 00",
    // No members at all is not an error in a file, but it is in a payload.
    "05 00", "11 07 07000000 0000 FF",
  ]) func refusals(_ body: String) {
    guard case .failure = Self.members(PayloadTests.sealed(body)) else {
      Issue.record("\(body) was accepted")
      return
    }
  }

  @Test(arguments: [
    "03 04 0162 03322E35 0161 0131 0163 FF C003 023130",
    "05 04 C003 0000000000002440 0162 0000000000000440 0161 000000000000F03F 0163 000000000000F0FF",
    "0C 26 26000000 22000000 0800 00 01 63 03 04 2D696E66 06 01 61 03 F2 02 01 62 03 03 322E35 05 F4 02 FE0A FF",
    "11 21 21000000 0800 8163 02 842D696E66 05 8161 02 0101 8162 02 83322E35 04 0301 0A01 FF",
  ]) func everyDamage(_ body: String) {
    let bytes = hex(body)
    for index in 1..<bytes.count {
      for change in [1, 2, 4, 0x10, 0x40, 0x80, 0xFF] as [UInt8] {
        var damaged = bytes
        damaged[index] ^= change
        // Whatever it is, it is a value or an error.
        for entries in [1, 128] { _ = Self.members(PayloadTests.sealed(hex(damaged)), entries: entries) }
      }
      _ = Self.members(PayloadTests.sealed(hex(bytes.prefix(index))))
    }
  }

  @Test(arguments: [0, 128]) func roundTrip(entries: Int) throws {
    let database = Database(seed: 2)
    var limits = EncodingLimits()
    limits.zsetMaxListpackEntries = entries
    let entry = database.make(SortedSetValue(for: [0x61].span, limits), at: [0x6B].span)
    database.change(entry, SortedSetValue.self) { set in
      for (member, score) in [("a", 1), ("b", 2.5), ("c", -Double.infinity), ("3", 10)] {
        set.set(Array(member.utf8).span, score, limits)
      }
    }
    var writer = ByteWriter()
    Payload.append(entry, to: &writer)
    let restored = try Self.members(writer.array, entries: entries).get()
    #expect(restored.members == Self.all)
    #expect(restored.encoding == (entries == 0 ? "skiplist" : "listpack"))
  }
}

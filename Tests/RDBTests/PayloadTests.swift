import Bytes
import Keyspace
import RDB
import Testing

@Suite struct PayloadTests {
  /// The payload of `value`.
  static func payload(_ value: String, compresses: Bool = true) -> [UInt8] {
    let database = Database(seed: 2)
    let text = [UInt8](value.utf8)
    database.setString([0x6B].span, text.span)
    var writer = ByteWriter()
    if let entry = database.find([0x6B].span) { Payload.append(entry, to: &writer, compresses: compresses) }
    return writer.array
  }

  static func restored(_ payload: [UInt8]) -> Result<Item?, Payload.Refusal> {
    let target = Keyspace(databases: 1, seed: 3)
    do throws(Payload.Refusal) {
      try Payload.verify(payload.span)
      try Payload.restore(payload.span, as: [0x72].span, in: target.databases[0], expiry: 99, access: 7)
      return .success(items(target).first)
    } catch {
      return .failure(error)
    }
  }

  /// What `DUMP` of redis-server 7.0.15 returns for a key of that value.
  @Test(arguments: [
    ("v", "0001760a009108ceb219388ace"), ("10", "00c00a0a006e9f57450eae63bb"),
    ("1000", "00c1e8030a0089d1478ebac4b764"), ("100000", "00c2a08601000a00f12403506f2fa674"),
    ("12345678901", "000b31323334353637383930310a00304e52d727176510"),
    ("012", "00033031320a008f5463e9547eeb0c"), ("hello", "000568656c6c6f0a006372df766534200a"),
  ]) func golden(_ value: String, _ payload: String) {
    #expect(hex(Self.payload(value)) == payload)
    #expect(Self.restored(hex(payload)) == .success(Item(0, "r", value, expiry: 99)))
  }

  @Test(arguments: ["", "v", "12", "012", "12345678901", String(repeating: "a", count: 100), "\u{e9}"])
  func roundTrip(_ value: String) {
    let item = Item(0, "r", value, expiry: 99)
    #expect(Self.restored(Self.payload(value)) == .success(item))
    #expect(Self.restored(Self.payload(value, compresses: false)) == .success(item))
  }

  @Test func everyDamage() {
    let payload = Self.payload(String(repeating: "a", count: 100))
    for index in payload.indices {
      for change: UInt8 in [1, 0x40, 0x80, 0xFF] {
        var damaged = payload
        damaged[index] ^= change
        #expect(Self.restored(damaged) == .failure(.wrongVersionOrChecksum))
      }
      #expect(Self.restored([UInt8](payload.prefix(index))) == .failure(.wrongVersionOrChecksum))
    }
  }

  /// A payload of the given bytes with a right footer.
  static func sealed(_ body: String, version: Int = 10) -> [UInt8] {
    var bytes = hex(body) + [UInt8(version & 0xFF), UInt8(version >> 8)]
    let checksum = CRC64.checksum(bytes.span)
    for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: checksum >> UInt64(8 * place))) }
    return bytes
  }

  @Test func versions() {
    #expect(Self.restored(Self.sealed("00 0176", version: 11)) == .failure(.wrongVersionOrChecksum))
    #expect(Self.restored(Self.sealed("00 0176", version: 256)) == .failure(.wrongVersionOrChecksum))
    #expect(Self.restored(Self.sealed("00 0176", version: 0)) == .success(Item(0, "r", "v", expiry: 99)))
  }

  @Test(arguments: [
    "", "00", "08 0176", "FF", "FA 0161 0162", "01 00", "00 82", "00 C476", "00 C3 02 4040 4041", "00 7FFF",
    "00 817FFFFFFFFFFFFFFF", "14 00",
  ]) func badFormat(_ body: String) {
    #expect(Self.restored(Self.sealed(body)) == .failure(.badFormat))
  }

  @Test func bytesAfterTheValue() {
    #expect(Self.restored(Self.sealed("00 0176 ABCD")) == .success(Item(0, "r", "v", expiry: 99)))
  }

  @Test func refusalLeavesTheKey() {
    let target = keyspace([Item(0, "r", "old")])
    let payload = Self.sealed("00 C476")
    #expect(throws: Payload.Refusal.badFormat) {
      try Payload.restore(payload.span, as: [0x72].span, in: target.databases[0])
    }
    #expect(items(target) == [Item(0, "r", "old")])
  }
}

import Bytes
import Keyspace
import RDB
import Testing

/// Payloads whose checksum is right and whose value is damaged, as an attacker makes them.
@Suite struct PayloadDamageTests {
  static let values =
    CollectionFixtureTests.samples.map(\.dump).filter { !$0.isEmpty }
    + LegacyTests.samples.filter { $0.type < 20 }.map { hex([$0.type]) + $0.value }
    + ["0203c00101610162", "0402016601760167c007", "050201610000000000000040016200000000000008c0"]

  /// Every byte changed in several ways: the value is restored, whatever it is, and can be dumped, or it is refused.
  @Test(arguments: values) func everyByte(_ value: String) {
    let bytes = hex(value)
    for index in bytes.indices {
      for change: UInt8 in [0x01, 0x02, 0x10, 0x40, 0x80, 0x7F, 0xFF] {
        var damaged = bytes
        damaged[index] ^= change
        if case .failure(let refusal) = PayloadTests.restored(PayloadTests.sealed(hex(damaged))) {
          #expect(refusal == .badFormat)
        }
      }
    }
  }

  /// As in Redis, the bytes of the footer may end a value that is cut; most are refused.
  @Test(arguments: values) func everyCut(_ value: String) {
    let bytes = hex(value)
    var refused = 0
    for count in bytes.indices {
      guard case .failure(let refusal) = PayloadTests.restored(PayloadTests.sealed(hex(bytes.prefix(count)))) else {
        continue
      }
      #expect(refusal == .badFormat)
      refused += 1
    }
    #expect(refused > bytes.count / 2)
  }

  @Test(arguments: Array(UInt8(0)...27)) func randomBytes(_ type: UInt8) {
    var numbers = RandomNumbers(seed: UInt64(type))
    let likely: [UInt8] = [0, 1, 2, 3, 4, 5, 0x40, 0x80, 0x81, 0x82, 0xC0, 0xC1, 0xC3, 0xF1, 0xF4, 0xFE, 0xFF]
    for _ in 0..<1500 {
      var body = [type]
      for _ in 0..<numbers.below(50) {
        body.append(numbers.below(3) > 0 ? likely[numbers.below(likely.count)] : UInt8(numbers.below(256)))
      }
      if case .failure(let refusal) = PayloadTests.restored(PayloadTests.sealed(hex(body))) {
        #expect(refusal == .badFormat)
      }
    }
  }
}

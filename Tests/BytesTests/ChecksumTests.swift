import Bytes
import Testing

@Suite("Checksums") struct ChecksumTests {
  @Test("CRC64 gives its check value, in any pieces")
  func crc64() {
    #expect(CRC64.checksum(bytes("123456789").span) == 0xE9C6_D914_C4B8_D9CA)
    #expect(CRC64.checksum([UInt8]().span) == 0)
    let input = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for cut in [0, 1, 7, 8, 9, 500, 999, 1000] {
      var crc = CRC64()
      crc.update(input.span.extracting(0..<cut))
      crc.update(input.span.extracting(cut..<1000))
      #expect(crc.value == CRC64.checksum(input.span))
    }
  }

  @Test("CRC64 agrees with its definition bit by bit")
  func definition() {
    var random = RandomNumbers(seed: 1)
    for count in Array(0..<64) + [4095, 4096, 4097, 8192, 12_345] {
      let input = (0..<count).map { _ in UInt8(random.below(256)) }
      var expected: UInt64 = 0
      for byte in input {
        expected ^= UInt64(byte)
        for _ in 0..<8 { expected = expected & 1 == 1 ? expected >> 1 ^ 0x95AC_9329_AC4B_C9B5 : expected >> 1 }
      }
      #expect(CRC64.checksum(input.span) == expected)
    }
  }

  @Test(
    "SHA-1 gives the published digests",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
      (String(repeating: "a", count: 1_000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
    ])
  func sha1(text: String, digest: String) {
    var writer = ByteWriter()
    for byte in SHA1.digest(of: bytes(text).span) { writer.append(hexadecimal: byte) }
    #expect(String(bytes: writer.span) == digest)
    var pieces = SHA1()
    for byte in bytes(text) { pieces.update([byte].span) }
    #expect(pieces.finish() == SHA1.digest(of: bytes(text).span))
  }
}

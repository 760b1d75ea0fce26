/// The SHA-1 digest, which `DEBUG DIGEST` and script names are made of.
///
/// Not for security.
public struct SHA1: Sendable {
  private var state: InlineArray<5, UInt32> = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
  private var block = InlineArray<64, UInt8>(repeating: 0)
  private var count: UInt64 = 0

  /// The digest of no bytes yet.
  public init() {}

  /// The 20 bytes of the digest of `bytes`.
  public static func digest(of bytes: Span<UInt8>) -> [UInt8] {
    var digest = SHA1()
    digest.update(bytes)
    return digest.finish()
  }

  /// Goes on with `bytes`.
  ///
  /// O(count).
  public mutating func update(_ bytes: Span<UInt8>) {
    for index in bytes.indices { append(bytes[index]) }
  }

  /// The 20 bytes of the digest.
  public consuming func finish() -> [UInt8] {
    let bits = count * 8
    append(0x80)
    while count % 64 != 56 { append(0) }
    for place in 0..<8 { append(UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * place))) }
    var digest: [UInt8] = []
    for word in 0..<5 {
      for place in 0..<4 { digest.append(UInt8(truncatingIfNeeded: state[word] >> UInt32(24 - 8 * place))) }
    }
    return digest
  }

  private mutating func append(_ byte: UInt8) {
    let place = Int(count % 64)
    block[place] = byte
    count += 1
    if place == 63 { mixBlock() }
  }

  private mutating func mixBlock() {
    var words = InlineArray<80, UInt32>(repeating: 0)
    for index in 0..<16 {
      let high = UInt32(block[4 * index]) << 24 | UInt32(block[4 * index + 1]) << 16
      words[index] = high | UInt32(block[4 * index + 2]) << 8 | UInt32(block[4 * index + 3])
    }
    for index in 16..<80 {
      words[index] = Self.rotated(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], by: 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for round in 0..<80 {
      let (mixed, constant) = Self.step(round, b, c, d)
      let next = Self.rotated(a, by: 5) &+ mixed &+ e &+ constant &+ words[round]
      (a, b, c, d, e) = (next, a, Self.rotated(b, by: 30), c, d)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }

  private static func step(_ round: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> (UInt32, UInt32) {
    switch round {
    case 0..<20: ((b & c) | (~b & d), 0x5A82_7999)
    case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
    case 40..<60: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
    default: (b ^ c ^ d, 0xCA62_C1D6)
    }
  }

  private static func rotated(_ word: UInt32, by bits: UInt32) -> UInt32 { word << bits | word >> (32 - bits) }
}

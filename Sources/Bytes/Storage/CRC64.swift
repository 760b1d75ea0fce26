/// The checksum at the end of an RDB file, computed as the bytes go by.
///
/// It is the CRC-64 of Jones: polynomial 0xAD93D23594C935A9, bits reflected on both sides, no initial value and no
/// final complement; that of `123456789` is 0xE9C6D914C4B8D9CA. Eight bytes are taken at a step, with one table for
/// each place.
public struct CRC64: Equatable, Sendable {
  /// The checksum of the bytes so far.
  public private(set) var value: UInt64

  /// The checksum of no bytes, or one to go on from.
  public init(value: UInt64 = 0) { self.value = value }

  /// The checksum of `bytes`.
  public static func checksum(_ bytes: Span<UInt8>) -> UInt64 {
    var crc = CRC64()
    crc.update(bytes)
    return crc.value
  }

  /// Goes on with `bytes`.
  ///
  /// O(count).
  public mutating func update(_ bytes: Span<UInt8>) {
    let raw = unsafe bytes.bytes
    let count = raw.byteCount
    var crc = value
    unsafe Self.tables.withUnsafeBufferPointer { table in
      var offset = 0
      while offset &+ 8 <= count {
        crc ^= unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
        // Two halves, so that each waits for half of the look-ups only.
        let low =
          unsafe table[1792 &+ Int(crc & 0xFF)] ^ table[1536 &+ Int(crc >> 8 & 0xFF)]
          ^ table[1280 &+ Int(crc >> 16 & 0xFF)] ^ table[1024 &+ Int(crc >> 24 & 0xFF)]
        let high =
          unsafe table[768 &+ Int(crc >> 32 & 0xFF)] ^ table[512 &+ Int(crc >> 40 & 0xFF)]
          ^ table[256 &+ Int(crc >> 48 & 0xFF)] ^ table[Int(crc >> 56)]
        crc = low ^ high
        offset &+= 8
      }
      while offset < count {
        let byte = unsafe raw.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
        crc = unsafe table[Int(crc & 0xFF) ^ Int(byte)] ^ crc >> 8
        offset &+= 1
      }
    }
    value = crc
  }

  /// For each of the eight places, the checksums of its 256 bytes; the byte's last place comes first.
  private static let tables: [UInt64] = {
    var tables = [UInt64](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt64(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x95AC_9329_AC4B_C9B5 : crc >> 1 }
      tables[byte] = crc
    }
    for entry in 256..<2048 {
      let previous = tables[entry - 256]
      tables[entry] = tables[Int(previous & 0xFF)] ^ previous >> 8
    }
    return tables
  }()
}

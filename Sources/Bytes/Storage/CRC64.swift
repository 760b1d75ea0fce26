/// The checksum at the end of an RDB file, computed as the bytes go by.
///
/// It is the CRC-64 of Jones: polynomial 0xAD93D23594C935A9, bits reflected on both sides, no initial value and no
/// final complement; that of `123456789` is 0xE9C6D914C4B8D9CA. Eight bytes are taken at a step, with one table for
/// each place. As each step waits for the one before, long inputs are taken in four lanes side by side, which are put
/// together afterwards: the checksum is linear, so that of one lane goes on over the next as over zeroes.
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
      if count >= 4 * Self.lane {
        unsafe Self.laneShift.withUnsafeBufferPointer { shift in
          while offset &+ 4 &* Self.lane <= count {
            crc = unsafe Self.lanes(raw, offset, crc, table, shift)
            offset &+= 4 &* Self.lane
          }
        }
      }
      while offset &+ 8 <= count {
        crc = unsafe Self.step(crc ^ Self.word(raw, offset), table)
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

  /// Bytes of a lane.
  private static let lane = 1024

  @inline(__always)
  private static func word(_ raw: RawSpan, _ offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// What eight bytes make of a checksum, both combined in `crc`.
  @inline(__always)
  private static func step(_ crc: UInt64, _ table: UnsafeBufferPointer<UInt64>) -> UInt64 {
    // Two halves, so that each waits for half of the look-ups only.
    let low =
      unsafe table[1792 &+ Int(crc & 0xFF)] ^ table[1536 &+ Int(crc >> 8 & 0xFF)]
      ^ table[1280 &+ Int(crc >> 16 & 0xFF)] ^ table[1024 &+ Int(crc >> 24 & 0xFF)]
    let high =
      unsafe table[768 &+ Int(crc >> 32 & 0xFF)] ^ table[512 &+ Int(crc >> 40 & 0xFF)]
      ^ table[256 &+ Int(crc >> 48 & 0xFF)] ^ table[Int(crc >> 56)]
    return low ^ high
  }

  /// Goes on with four lanes from `offset`.
  private static func lanes(
    _ raw: RawSpan, _ offset: Int, _ crc: UInt64, _ table: UnsafeBufferPointer<UInt64>,
    _ shift: UnsafeBufferPointer<UInt64>
  ) -> UInt64 {
    var (first, second, third, fourth) = (crc, UInt64(0), UInt64(0), UInt64(0))
    var place = offset
    while place < offset &+ lane {
      first = unsafe step(first ^ word(raw, place), table)
      second = unsafe step(second ^ word(raw, place &+ lane), table)
      third = unsafe step(third ^ word(raw, place &+ 2 &* lane), table)
      fourth = unsafe step(fourth ^ word(raw, place &+ 3 &* lane), table)
      place &+= 8
    }
    let two = unsafe shifted(first, shift) ^ second
    let three = unsafe shifted(two, shift) ^ third
    return unsafe shifted(three, shift) ^ fourth
  }

  /// What a lane of zeroes makes of `crc`.
  private static func shifted(_ crc: UInt64, _ shift: UnsafeBufferPointer<UInt64>) -> UInt64 {
    var result: UInt64 = 0
    for place in 0..<16 { unsafe result ^= shift[place &* 16 &+ Int(crc >> UInt64(4 &* place) & 15)] }
    return result
  }

  /// For each group of four bits of a checksum, what a lane of zeroes makes of its 16 values.
  private static let laneShift: [UInt64] = {
    var shift = [UInt64](repeating: 0, count: 16 * 16)
    for place in 0..<16 {
      for bit in 0..<4 {
        var crc = UInt64(1) << UInt64(4 * place + bit)
        unsafe tables.withUnsafeBufferPointer { table in
          for _ in 0..<lane / 8 { crc = unsafe step(crc, table) }
        }
        for value in 0..<16 where value >> bit & 1 == 1 { shift[place * 16 + value] ^= crc }
      }
    }
    return shift
  }()

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

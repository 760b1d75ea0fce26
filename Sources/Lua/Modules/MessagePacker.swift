import Bytes

/// Writes values as MessagePack, as `cmsgpack.pack` does: whole numbers as integers, others as the shorter float that
/// keeps them, tables whose keys are 1 to n as arrays, and nil for what lies deeper than 16 tables or has no form.
enum MessagePacker {
  private static let deepest = 16

  /// The encoding of all `values`, one after the other.
  static func pack(_ values: [LuaValue]) -> [UInt8] {
    var output = ByteWriter(minimumCapacity: 256)
    for value in values { append(value, depth: 0, to: &output) }
    return output.array
  }

  private static func append(_ value: LuaValue, depth: Int, to output: inout ByteWriter) {
    switch value {
    case .string(let bytes): append(bytes, to: &output)
    case .number(let number): append(number, to: &output)
    case .boolean(let value): output.append(value ? 0xC3 : 0xC2)
    case .table(let pairs) where depth < deepest:
      let isArray = isArray(pairs)
      appendHeader(pairs.count, isArray ? 0x90 : 0x80, isArray ? 0xDC : 0xDE, to: &output)
      let ordered = isArray ? pairs.sorted { index($0) < index($1) } : pairs
      for pair in ordered {
        if !isArray { append(pair.key, depth: depth + 1, to: &output) }
        append(pair.value, depth: depth + 1, to: &output)
      }
    default: output.append(0xC0)
    }
  }

  private static func index(_ pair: LuaPair) -> Int {
    if case .number(let number) = pair.key { return Int(number) }
    return 0
  }

  private static func isArray(_ pairs: [LuaPair]) -> Bool {
    var highest = 0.0
    for pair in pairs {
      guard case .number(let key) = pair.key, key > 0, key.rounded(.down) == key else { return false }
      highest = max(highest, key)
    }
    return highest == Double(pairs.count)
  }

  private static func append(_ bytes: [UInt8], to output: inout ByteWriter) {
    switch bytes.count {
    case ..<32: output.append(0xA0 | UInt8(bytes.count))
    case ..<0x100: append(0xD9, UInt64(bytes.count), 1, to: &output)
    case ..<0x1_0000: append(0xDA, UInt64(bytes.count), 2, to: &output)
    default: append(0xDB, UInt64(bytes.count), 4, to: &output)
    }
    output.append(bytes)
  }

  private static func appendHeader(_ count: Int, _ short: UInt8, _ long: UInt8, to output: inout ByteWriter) {
    if count < 16 {
      output.append(short | UInt8(count))
    } else if count < 0x1_0000 {
      append(long, UInt64(count), 2, to: &output)
    } else {
      append(long + 1, UInt64(count), 4, to: &output)
    }
  }

  private static func append(_ number: Double, to output: inout ByteWriter) {
    if let integer = Int64(exactly: number) { return append(integer, to: &output) }
    let short = Float(number)
    if Double(short) == number {
      append(0xCA, UInt64(short.bitPattern), 4, to: &output)
    } else {
      append(0xCB, number.bitPattern, 8, to: &output)
    }
  }

  private static func append(_ integer: Int64, to output: inout ByteWriter) {
    let bits = UInt64(bitPattern: integer)
    switch integer {
    case 0...127, (-32)...(-1): output.append(UInt8(truncatingIfNeeded: bits))
    case 128...0xFF: append(0xCC, bits, 1, to: &output)
    case 0x100...0xFFFF: append(0xCD, bits, 2, to: &output)
    case 0x1_0000...0xFFFF_FFFF: append(0xCE, bits, 4, to: &output)
    case 0x1_0000_0000...: append(0xCF, bits, 8, to: &output)
    case (-128)...: append(0xD0, bits, 1, to: &output)
    case (-0x8000)...: append(0xD1, bits, 2, to: &output)
    case (-0x8000_0000)...: append(0xD2, bits, 4, to: &output)
    default: append(0xD3, bits, 8, to: &output)
    }
  }

  /// Appends a tag and the low `count` bytes of `bits`, the highest first.
  private static func append(_ tag: UInt8, _ bits: UInt64, _ count: Int, to output: inout ByteWriter) {
    output.append(tag)
    for place in (0..<count).reversed() { output.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(place)))) }
  }
}

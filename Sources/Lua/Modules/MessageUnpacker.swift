import Bytes

/// Reads MessagePack, as the functions of `cmsgpack` do.
struct MessageUnpacker: ~Escapable {
  private let bytes: Span<UInt8>
  private(set) var position: Int
  private var depth = 0

  /// Values may be nested so deep; beyond that Lua's own stack would end.
  private static var deepest: Int { 2000 }

  @_lifetime(copy bytes)
  private init(_ bytes: Span<UInt8>, position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// Up to `limit` values of `bytes` from `offset` on, all if it is 0; with a limit, the offset behind them comes first,
  /// -1 at the end.
  static func unpack(_ bytes: Span<UInt8>, limit: Int, offset: Int) throws(LuaError) -> [LuaValue] {
    guard offset >= 0, limit >= 0 else {
      throw .text("Invalid request to unpack with offset of \(offset) and limit of \(bytes.count).")
    }
    guard offset <= bytes.count else {
      throw .text("Start offset \(offset) greater than input length \(bytes.count).")
    }
    var unpacker = MessageUnpacker(bytes, position: offset)
    var values: [LuaValue] = []
    while unpacker.position < bytes.count, limit == 0 || values.count < limit { values.append(try unpacker.value()) }
    if limit == 0 { return values }
    return [.number(unpacker.position == bytes.count ? -1 : Double(unpacker.position))] + values
  }

  private mutating func value() throws(LuaError) -> LuaValue {
    let tag = UInt8(try integer(1))
    switch tag {
    case 0x00...0x7F: return .number(Double(tag))
    case 0xE0...0xFF: return .number(Double(Int8(bitPattern: tag)))
    case 0x80...0x8F: return try map(Int(tag & 0x0F))
    case 0x90...0x9F: return try array(Int(tag & 0x0F))
    case 0xA0...0xBF: return try string(Int(tag & 0x1F))
    case 0xC0: return .none
    case 0xC2, 0xC3: return .boolean(tag == 0xC3)
    case 0xD9: return try string(Int(try integer(1)))
    case 0xDA: return try string(Int(try integer(2)))
    case 0xDB: return try string(Int(try integer(4)))
    case 0xCA: return .number(Double(Float(bitPattern: UInt32(try integer(4)))))
    case 0xCB: return .number(Double(bitPattern: try integer(8)))
    case 0xCC...0xCE: return .number(Double(try integer(1 << Int(tag - 0xCC))))
    // Lua's integers are signed here.
    case 0xCF: return .number(Double(try signed(8)))
    case 0xD0...0xD3: return .number(Double(try signed(1 << Int(tag - 0xD0))))
    case 0xDC, 0xDD: return try array(Int(try integer(tag == 0xDC ? 2 : 4)))
    case 0xDE, 0xDF: return try map(Int(try integer(tag == 0xDE ? 2 : 4)))
    default: throw .text("Bad data format in input.")
    }
  }

  /// An integer of `count` bytes, the highest first.
  private mutating func integer(_ count: Int) throws(LuaError) -> UInt64 {
    guard bytes.count - position >= count else { throw .text("Missing bytes in input.") }
    var value: UInt64 = 0
    for index in position..<position + count { value = value << 8 | UInt64(bytes[index]) }
    position += count
    return value
  }

  private mutating func signed(_ count: Int) throws(LuaError) -> Int64 {
    let unused = UInt64(64 - 8 * count)
    return Int64(bitPattern: try integer(count) << unused) >> Int64(unused)
  }

  private mutating func string(_ count: Int) throws(LuaError) -> LuaValue {
    guard bytes.count - position >= count else { throw .text("Missing bytes in input.") }
    defer { position += count }
    return .string([UInt8](copying: bytes.extracting(position..<position + count)))
  }

  private mutating func descend() throws(LuaError) {
    depth += 1
    guard depth <= Self.deepest else { throw .text("stack overflow (in function mp_decode_to_lua_type)") }
  }

  private mutating func array(_ count: Int) throws(LuaError) -> LuaValue {
    try descend()
    var values: [LuaValue] = []
    for _ in 0..<count { values.append(try value()) }
    depth -= 1
    return .array(values)
  }

  private mutating func map(_ count: Int) throws(LuaError) -> LuaValue {
    try descend()
    var pairs: [LuaPair] = []
    for _ in 0..<count {
      let key = try value()
      pairs.append(LuaPair(key: key, value: try value()))
    }
    depth -= 1
    return .table(pairs)
  }
}

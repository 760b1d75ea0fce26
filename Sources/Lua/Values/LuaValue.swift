import Bytes

/// A value of Lua, copied out of the interpreter or on its way into it.
public indirect enum LuaValue: Sendable, Equatable {
  case none
  case boolean(Bool)
  case number(Double)
  case string([UInt8])
  /// Pairs in the order of `next`.
  case table([LuaPair])
  /// On the way in only.
  case array([LuaValue])
  /// A table that lies too deep to be copied.
  case tooDeep
  /// A function that the machine keeps under this reference.
  case function(Int32)
  /// What stands for null in JSON.
  case null
  /// A value of another type, which has this number.
  case other(UInt8)

  /// The name of its type.
  public var typeName: String {
    switch self {
    case .none: "nil"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .table, .array, .tooDeep: "table"
    case .function: "function"
    case .null: "userdata"
    case .other(let type): type == 6 ? "function" : type == 8 ? "thread" : "userdata"
    }
  }

  /// The bytes of a string, or of a number as `tostring` writes it; nil for other values.
  public var text: [UInt8]? {
    switch self {
    case .string(let bytes): bytes
    case .number(let number): LuaNumbers.text(of: number)
    default: nil
    }
  }

  /// The value as a number: a number, or a string that is one.
  public var number: Double? {
    switch self {
    case .number(let number): number
    case .string(let bytes): Self.number(bytes)
    default: nil
    }
  }
}

extension LuaValue {
  /// The number that a whole string is, but for blanks around it.
  fileprivate static func number(_ bytes: [UInt8]) -> Double? {
    guard let (value, count) = LuaNumbers.parse(bytes.span), bytes[count...].allSatisfy(\.isASCIISpace) else {
      return nil
    }
    return value
  }
}

/// A key of a table and its value.
public struct LuaPair: Sendable, Equatable {
  public let key: LuaValue
  public let value: LuaValue
}

/// The encoding in which values pass the border to C.
extension LuaValue {
  /// The values in `bytes`.
  static func read(_ bytes: Span<UInt8>) -> [LuaValue] {
    var values: [LuaValue] = []
    var position = 0
    while position < bytes.count { values.append(read(bytes, &position)) }
    return values
  }

  private static func read(_ bytes: Span<UInt8>, _ position: inout Int) -> LuaValue {
    let tag = bytes[position]
    position += 1
    switch tag {
    case UInt8(ascii: "t"): return .boolean(true)
    case UInt8(ascii: "f"): return .boolean(false)
    case UInt8(ascii: "d"): return .number(Double(bitPattern: word(bytes, &position)))
    case UInt8(ascii: "s"):
      let count = Int(word(bytes, &position))
      defer { position += count }
      return .string([UInt8](copying: bytes.extracting(position..<position + count)))
    case UInt8(ascii: "T"): return readTable(bytes, &position)
    case UInt8(ascii: "X"): return .tooDeep
    case UInt8(ascii: "L"): return .null
    case UInt8(ascii: "F"): return .function(Int32(truncatingIfNeeded: word(bytes, &position)))
    case UInt8(ascii: "?"):
      position += 1
      return .other(bytes[position - 1])
    default: return .none
    }
  }

  private static func readTable(_ bytes: Span<UInt8>, _ position: inout Int) -> LuaValue {
    var pairs: [LuaPair] = []
    while bytes[position] != UInt8(ascii: "E") {
      let key = read(bytes, &position)
      pairs.append(LuaPair(key: key, value: read(bytes, &position)))
    }
    position += 1
    return .table(pairs)
  }

  /// Eight bytes, the lowest first.
  private static func word(_ bytes: Span<UInt8>, _ position: inout Int) -> UInt64 {
    var word: UInt64 = 0
    for index in (0..<8).reversed() { word = word << 8 | UInt64(bytes[position + index]) }
    position += 8
    return word
  }

  /// Appends the encoding.
  func write(to bytes: inout ByteWriter) {
    switch self {
    case .boolean(let value): bytes.append(UInt8(ascii: value ? "t" : "f"))
    case .number(let number):
      bytes.append(UInt8(ascii: "d"))
      Self.append(number.bitPattern, to: &bytes)
    case .string(let text):
      bytes.append(UInt8(ascii: "s"))
      Self.append(UInt64(text.count), to: &bytes)
      bytes.append(text)
    case .array(let values):
      bytes.append(UInt8(ascii: "A"))
      for value in values { value.write(to: &bytes) }
      bytes.append(UInt8(ascii: "E"))
    case .table(let pairs):
      bytes.append(UInt8(ascii: "T"))
      for pair in pairs {
        pair.key.write(to: &bytes)
        pair.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "E"))
    case .null: bytes.append(UInt8(ascii: "L"))
    case .none, .tooDeep, .function, .other: bytes.append(UInt8(ascii: "n"))
    }
  }

  private static func append(_ word: UInt64, to bytes: inout ByteWriter) {
    for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * UInt64(place)))) }
  }
}

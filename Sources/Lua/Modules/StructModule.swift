import Bytes

/// The module `struct`.
enum StructModule {
  /// struct.pack(format, …).
  static func pack(_ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    var format = StructFormat(try arguments.string(1))
    // What is missing counts as nil.
    let arguments = arguments + [.none]
    var output: [UInt8] = []
    var argument = 2
    while let item = try format.next() {
      output += [UInt8](repeating: 0, count: format.padding(item, at: output.count))
      switch item.letter {
      case UInt8(ascii: "x"): output.append(0)
      case UInt8(ascii: "f"):
        let bits = UInt64(Float(try arguments.number(argument)).bitPattern)
        append(bits, item, format.isBigEndian, to: &output)
      case UInt8(ascii: "d"):
        append(try arguments.number(argument).bitPattern, item, format.isBigEndian, to: &output)
      case UInt8(ascii: "c"), UInt8(ascii: "s"):
        let string = try arguments.string(argument)
        guard string.count >= item.size else { throw .argument(argument + 1, "string too short") }
        output += item.size == 0 ? string[...] : string.prefix(item.size)
        if item.letter == UInt8(ascii: "s") { output.append(0) }
      default:
        append(integer(try arguments.number(argument)), item, format.isBigEndian, to: &output)
      }
      if item.letter != UInt8(ascii: "x") { argument += 1 }
    }
    return [.string(output)]
  }

  /// The 64 bits of a number as C converts it.
  private static func integer(_ number: Double) -> UInt64 {
    if number < 0 { return UInt64(bitPattern: Int64(truncating: number)) }
    return UInt64(exactly: number.rounded(.towardZero)) ?? (number < 0x1p64 ? .max : 0)
  }

  private static func append(_ bits: UInt64, _ item: StructFormat.Item, _ isBig: Bool, to output: inout [UInt8]) {
    let bytes = (0..<item.size).map { $0 < 8 ? UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) : 0 }
    output += isBig ? bytes.reversed() : bytes
  }

  /// struct.size(format).
  static func size(_ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    var format = StructFormat(try arguments.string(1))
    var size = 0
    while let item = try format.next() {
      guard item.size > 0 else {
        let option = item.letter == UInt8(ascii: "s") ? "s" : "c0"
        throw .argument(1, "option '\(option)' has no fixed size")
      }
      size += format.padding(item, at: size) + item.size
    }
    return [.number(Double(size))]
  }

  /// struct.unpack(format, data [, position]): the values, and the position behind them.
  static func unpack(_ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    var format = StructFormat(try arguments.string(1))
    let data = try arguments.string(2)
    let first = arguments.count > 2 && arguments[2] != .none ? Int64(truncating: try arguments.number(3)) : 1
    guard first != 0 else { throw .argument(3, "offset must be 1 or greater") }
    guard first > 0 else { throw .argument(2, "data string too short") }
    var position = Int(first - 1)
    var values: [LuaValue] = []
    while let item = try format.next() {
      position += format.padding(item, at: position)
      guard item.size <= data.count, position <= data.count - item.size else {
        throw .argument(2, "data string too short")
      }
      switch item.letter {
      case UInt8(ascii: "x"): position += 1
      case UInt8(ascii: "c"): values.append(try characters(item, data, &position, &values))
      case UInt8(ascii: "s"):
        guard let end = data[position...].firstIndex(of: 0) else { throw .text("unfinished string in data") }
        values.append(.string(Array(data[position..<end])))
        position = end + 1
      default:
        values.append(.number(number(item, data[position..<position + item.size], format.isBigEndian)))
        position += item.size
      }
    }
    return values + [.number(Double(position + 1))]
  }

  /// A string of a known size; of size 0, of the size that was read before it.
  private static func characters(
    _ item: StructFormat.Item, _ data: [UInt8], _ position: inout Int, _ values: inout [LuaValue]
  ) throws(LuaError) -> LuaValue {
    var size = item.size
    if size == 0 {
      guard let last = values.last, let number = last.number else { throw .text("format 'c0' needs a previous size") }
      values.removeLast()
      guard number >= 0, number <= Double(data.count - position) else { throw .argument(2, "data string too short") }
      size = Int(number)
    }
    defer { position += size }
    return .string(Array(data[position..<position + size]))
  }

  private static func number(_ item: StructFormat.Item, _ bytes: ArraySlice<UInt8>, _ isBig: Bool) -> Double {
    var bits: UInt64 = 0
    for byte in isBig ? Array(bytes) : bytes.reversed() { bits = bits << 8 | UInt64(byte) }
    switch item.letter {
    case UInt8(ascii: "f"): return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case UInt8(ascii: "d"): return Double(bitPattern: bits)
    case 0x61...0x7A:
      let unused = UInt64(max(0, 64 - 8 * item.size))
      return Double(item.size == 0 ? 0 : Int64(bitPattern: bits << unused) >> Int64(unused))
    default: return Double(bits)
    }
  }
}

/// Arguments by their numbers, from 1, as Lua's own functions check them.
extension [LuaValue] {
  fileprivate func missing(_ number: Int, _ type: String) -> LuaError {
    .argument(number, "\(type) expected, got \(number <= count ? self[number - 1].typeName : "no value")")
  }

  /// The bytes of a string, or of a number's text.
  func string(_ number: Int) throws(LuaError) -> [UInt8] {
    guard number <= count, let text = self[number - 1].text else { throw missing(number, "string") }
    return text
  }

  /// A number, or what a string stands for.
  func number(_ number: Int) throws(LuaError) -> Double {
    guard number <= count, let value = self[number - 1].number else { throw missing(number, "number") }
    return value
  }
}

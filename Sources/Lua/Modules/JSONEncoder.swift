import Bytes

/// Writes a value as JSON, as `cjson.encode` does: no blanks, `/` escaped, tables with only positive integer keys as
/// arrays, empty tables as objects.
struct JSONEncoder: ~Copyable {
  private let options: JSONOptions
  private var output = ByteWriter(minimumCapacity: 256)
  private var depth = 0

  private init(_ options: JSONOptions) { self.options = options }

  /// The JSON text of `value`.
  static func encode(_ value: LuaValue, _ options: JSONOptions) throws(LuaError) -> [UInt8] {
    var encoder = JSONEncoder(options)
    try encoder.append(value)
    return encoder.output.array
  }

  private mutating func append(_ value: LuaValue) throws(LuaError) {
    switch value {
    case .string(let bytes): append(string: bytes)
    case .number(let number): try append(number: number)
    case .boolean(let value): output.append(value ? "true" : "false")
    case .none, .null: output.append("null")
    case .table(let pairs): try append(table: pairs)
    case .tooDeep, .array: throw .text("Cannot serialise, excessive nesting (\(depth + 1))")
    case .function, .other: throw Self.error(value, "type not supported")
    }
  }

  private static func error(_ value: LuaValue, _ reason: String) -> LuaError {
    .text("Cannot serialise \(value.typeName): \(reason)")
  }

  private mutating func append(table pairs: [LuaPair]) throws(LuaError) {
    depth += 1
    guard depth <= options.encodeDepth else { throw .text("Cannot serialise, excessive nesting (\(depth))") }
    if let length = try arrayLength(pairs), length > 0 {
      try append(array: pairs, length)
    } else {
      try append(object: pairs)
    }
    depth -= 1
  }

  /// The largest index if all keys are positive integers.
  private func arrayLength(_ pairs: [LuaPair]) throws(LuaError) -> Int? {
    var length = 0
    for pair in pairs {
      guard case .number(let key) = pair.key, key >= 1, key.rounded(.down) == key, key < 0x1p53 else { return nil }
      length = max(length, Int(key))
    }
    let isSparse =
      options.sparseRatio > 0 && length > options.sparseSafe
      && length > pairs.count.multipliedReportingOverflow(by: options.sparseRatio).partialValue
    guard isSparse else { return length }
    guard options.sparseConverts else { throw Self.error(.table([]), "excessively sparse array") }
    return nil
  }

  private mutating func append(array pairs: [LuaPair], _ length: Int) throws(LuaError) {
    var elements: [Int: LuaValue] = [:]
    for (index, pair) in pairs.enumerated() {
      // Most arrays come in order, and then nothing needs to be looked up.
      guard case .number(let key) = pair.key, Int(key) != index + 1 || length != pairs.count else { continue }
      elements[Int(key)] = pair.value
    }
    output.append(UInt8(ascii: "["))
    for index in 1...length {
      if index > 1 { output.append(UInt8(ascii: ",")) }
      try append(elements.isEmpty ? pairs[index - 1].value : element(index, elements, pairs))
    }
    output.append(UInt8(ascii: "]"))
  }

  private func element(_ index: Int, _ elements: [Int: LuaValue], _ pairs: [LuaPair]) -> LuaValue {
    if let value = elements[index] { return value }
    guard index <= pairs.count, pairs[index - 1].key == .number(Double(index)) else { return .none }
    return pairs[index - 1].value
  }

  private mutating func append(object pairs: [LuaPair]) throws(LuaError) {
    output.append(UInt8(ascii: "{"))
    var isFirst = true
    for pair in pairs {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      switch pair.key {
      case .number(let number):
        output.append(UInt8(ascii: "\""))
        try append(number: number)
        output.append(UInt8(ascii: "\""))
      case .string(let key): append(string: key)
      default: throw Self.error(pair.key, "table key must be a number or string")
      }
      output.append(UInt8(ascii: ":"))
      try append(pair.value)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func append(number: Double) throws(LuaError) {
    if !number.isFinite {
      switch options.encodeInvalid {
      case .refused: throw Self.error(.number(number), "must not be NaN or Inf")
      case .null: return output.append("null")
      case .allowed: if number.isNaN { return output.append("nan") }
      }
    }
    output.append(LuaNumbers.text(of: number, digits: options.precision))
  }

  private mutating func append(string: [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in string { append(escaped: byte) }
    output.append(UInt8(ascii: "\""))
  }

  private mutating func append(escaped byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): output.append("\\\"")
    case UInt8(ascii: "\\"): output.append("\\\\")
    case UInt8(ascii: "/"): output.append("\\/")
    case 8: output.append("\\b")
    case 9: output.append("\\t")
    case 10: output.append("\\n")
    case 12: output.append("\\f")
    case 13: output.append("\\r")
    case 0..<32, 127:
      output.append("\\u00")
      for digit in [byte >> 4, byte & 15] { output.append(digit < 10 ? digit + 0x30 : digit - 10 + 0x61) }
    default: output.append(byte)
    }
  }
}

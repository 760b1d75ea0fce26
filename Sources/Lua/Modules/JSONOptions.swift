/// What the functions of `cjson` heed.
struct JSONOptions {
  /// Arrays with gaps: whether they become objects, how many times more gaps than elements are too many, and up to
  /// which index gaps do not matter.
  var sparseConverts = false
  var sparseRatio = 2
  var sparseSafe = 10
  var encodeDepth = 1000
  var decodeDepth = 1000
  /// Digits of numbers.
  var precision = 14
  var keepsBuffer = true
  var encodeInvalid = InvalidNumbers.refused
  var decodesInvalid = true

  /// What encoding does with numbers that JSON does not have.
  enum InvalidNumbers { case refused, allowed, null }
}

extension LuaMachine {
  /// Runs a function that looks at or changes an option, and returns its value.
  func runJSONOption(_ function: LuaFunction, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    let limit = function == .jsonSparseArray ? 3 : 1
    guard arguments.count <= limit else { throw .argument(limit + 1, "found too many arguments") }
    var option = OptionArguments(arguments)
    switch function {
    case .jsonSparseArray:
      try option.update(&json.sparseConverts)
      try option.update(&json.sparseRatio, 0...Int(Int32.max))
      try option.update(&json.sparseSafe, 0...Int(Int32.max))
      return [.boolean(json.sparseConverts), .number(Double(json.sparseRatio)), .number(Double(json.sparseSafe))]
    case .jsonEncodeDepth: return [try option.update(&json.encodeDepth, 1...Int(Int32.max))]
    case .jsonDecodeDepth: return [try option.update(&json.decodeDepth, 1...Int(Int32.max))]
    case .jsonPrecision: return [try option.update(&json.precision, 1...14)]
    case .jsonKeepBuffer: return [try option.update(&json.keepsBuffer)]
    case .jsonDecodeInvalid: return [try option.update(&json.decodesInvalid)]
    default: return [try option.update(&json.encodeInvalid)]
    }
  }
}

/// The arguments of a function that changes options; missing ones leave the option as it is.
private struct OptionArguments {
  let arguments: [LuaValue]
  var next = 0

  init(_ arguments: [LuaValue]) { self.arguments = arguments }

  private mutating func take() -> LuaValue {
    defer { next += 1 }
    return next < arguments.count ? arguments[next] : .none
  }

  @discardableResult
  mutating func update(_ option: inout Int, _ range: ClosedRange<Int>) throws(LuaError) -> LuaValue {
    let value = take()
    if value != .none {
      guard let number = value.number else { throw .argument(next, "number expected, got \(value.typeName)") }
      let integer = Int(clamping: Int64(truncating: number))
      guard range.contains(integer) else {
        throw .argument(next, "expected integer between \(range.lowerBound) and \(range.upperBound)")
      }
      option = integer
    }
    return .number(Double(option))
  }

  @discardableResult
  mutating func update(_ option: inout Bool) throws(LuaError) -> LuaValue {
    switch take() {
    case .none: break
    case .boolean(let value): option = value
    case .string(let word): option = try self.option(word, ["off", "on"]) == 1
    case let value: throw .argument(next, "string expected, got \(value.typeName)")
    }
    return .boolean(option)
  }

  mutating func update(_ option: inout JSONOptions.InvalidNumbers) throws(LuaError) -> LuaValue {
    let all: [JSONOptions.InvalidNumbers] = [.refused, .allowed, .null]
    switch take() {
    case .none: break
    case .boolean(let value): option = value ? .allowed : .refused
    case .string(let word): option = all[try self.option(word, ["off", "on", "null"])]
    case let value: throw .argument(next, "string expected, got \(value.typeName)")
    }
    return option == .null ? .string(Array("null".utf8)) : .boolean(option == .allowed)
  }

  private func option(_ word: [UInt8], _ words: [String]) throws(LuaError) -> Int {
    let text = String(decoding: word, as: UTF8.self)
    guard let index = words.firstIndex(of: text) else { throw .argument(next, "invalid option '\(text)'") }
    return index
  }
}

extension Int64 {
  /// A number as C converts it on this machine: what does not fit becomes the smallest.
  init(truncating number: Double) { self = Int64(exactly: number.rounded(.towardZero)) ?? .min }
}

public import Bytes

extension LuaMachine {
  /// Runs a function that a script has called.
  func run(_ function: LuaFunction, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    switch function {
    case .sha1Hex: return [try sha1Hex(arguments)]
    case .errorReply: return [try fieldReply("err", arguments)]
    case .statusReply: return [try fieldReply("ok", arguments)]
    case .setResp: return try setResp(arguments)
    case .breakpoint: return [.boolean(false)]
    case .debug: return []
    case .replicateCommands: return [.boolean(true)]
    case .jsonEncode:
      guard arguments.count == 1 else { throw .argument(1, "expected 1 argument") }
      return [.string(try JSONEncoder.encode(arguments[0], json))]
    case .jsonDecode:
      guard arguments.count == 1 else { throw .argument(1, "expected 1 argument") }
      let text = try arguments.string(1)
      return [try JSONDecoder.decode(text.span, json)]
    case .jsonSparseArray, .jsonEncodeDepth, .jsonDecodeDepth, .jsonPrecision, .jsonKeepBuffer, .jsonEncodeInvalid,
      .jsonDecodeInvalid:
      return try runJSONOption(function, arguments)
    case .messagePack:
      guard !arguments.isEmpty else { throw .argument(0, "MessagePack pack needs input.") }
      return [.string(MessagePacker.pack(arguments))]
    case .messageUnpack: return try unpack(arguments, limit: 0, offset: 0)
    case .messageUnpackOne: return try unpack(arguments, limit: 1, offset: arguments.optionalInteger(2))
    case .messageUnpackLimit:
      let limit = Int(Int64(truncating: try arguments.number(2)))
      return try unpack(arguments, limit: limit, offset: arguments.optionalInteger(3))
    case .structPack: return try StructModule.pack(arguments)
    case .structUnpack: return try StructModule.unpack(arguments)
    case .structSize: return try StructModule.size(arguments)
    case .log, .setRepl, .checkCommand, .registerFunction: return try host.runScriptFunction(function, arguments)
    }
  }

  private func unpack(_ arguments: [LuaValue], limit: Int, offset: Int) throws(LuaError) -> [LuaValue] {
    let data = try arguments.string(1)
    return try MessageUnpacker.unpack(data.span, limit: limit, offset: offset)
  }

  private func sha1Hex(_ arguments: [LuaValue]) throws(LuaError) -> LuaValue {
    guard arguments.count == 1 else { throw .refusal("wrong number of arguments") }
    let text = arguments[0].text ?? []
    return .string(SHA1.hexadecimal(of: text.span))
  }

  /// error_reply and status_reply: a table with one field.
  private func fieldReply(_ field: String, _ arguments: [LuaValue]) throws(LuaError) -> LuaValue {
    guard arguments.count == 1, case .string(let text) = arguments[0] else {
      throw .value(Array("wrong number or type of arguments".utf8))
    }
    if field == "err" { throw .value(text.first == UInt8(ascii: "-") ? text : [UInt8(ascii: "-")] + text) }
    return .table([LuaPair(key: .string(Array(field.utf8)), value: .string(text))])
  }

  private func setResp(_ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    guard arguments.count == 1 else { throw .refusal("redis.setresp() requires one argument.") }
    guard let number = arguments[0].number, number == 2 || number == 3 else {
      throw .refusal("RESP version must be 2 or 3.")
    }
    scriptVersion = Int(number)
    return try host.runScriptFunction(.setResp, arguments)
  }

  /// Runs the command whose arguments C has left.
  func runCommand() { Self.deliver(argumentBytes, argumentRanges, to: host, &answer) }

  private static func deliver(
    _ bytes: borrowing ByteWriter, _ ranges: [Range<Int>], to host: any LuaHost, _ answer: inout ByteWriter
  ) {
    host.runScriptCommand(bytes.span, ranges.span, reply: &answer)
  }
}

extension SHA1 {
  /// The digest of `bytes` in hexadecimal digits, which is how scripts are called.
  public static func hexadecimal(of bytes: Span<UInt8>) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest(of: bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text
  }
}

extension [LuaValue] {
  /// The whole number at `number`; 0 when it is missing.
  fileprivate func optionalInteger(_ number: Int) throws(LuaError) -> Int {
    if number > count || self[number - 1] == .none { return 0 }
    return Int(Int64(truncating: try self.number(number)))
  }
}

import Bytes

/// Reads JSON as `cjson.decode` does. A zero byte ends the text; null becomes `cjson.null`.
struct JSONDecoder: ~Escapable {
  var scanner: JSONScanner
  private let limit: Int
  private var depth = 0

  @_lifetime(copy text)
  private init(_ text: Span<UInt8>, _ options: JSONOptions) {
    scanner = JSONScanner(text, acceptsInvalidNumbers: options.decodesInvalid)
    limit = options.decodeDepth
  }

  /// The value that `text` is.
  static func decode(_ text: Span<UInt8>, _ options: JSONOptions) throws(LuaError) -> LuaValue {
    if text.count >= 2, text[0] == 0 || text[1] == 0 {
      throw .text("JSON parser does not support UTF-16 or UTF-32")
    }
    var decoder = JSONDecoder(text, options)
    let first = decoder.scanner.next()
    let value = try decoder.value(first)
    let last = decoder.scanner.next()
    guard case .end = last.kind else { throw Self.error("the end", last) }
    return value
  }

  private static func error(_ expected: String, _ token: JSONToken) -> LuaError {
    .text("Expected \(expected) but found \(token.kind.name) at character \(token.index + 1)")
  }

  private mutating func value(_ token: JSONToken) throws(LuaError) -> LuaValue {
    switch token.kind {
    case .string(let bytes): return .string(bytes)
    case .number(let number): return .number(number)
    case .boolean(let value): return .boolean(value)
    case .null: return .null
    case .objectBegin: return try object()
    case .arrayBegin: return try array()
    default: throw Self.error("value", token)
    }
  }

  private mutating func descend() throws(LuaError) {
    depth += 1
    // Where no other limit is set, the room on Lua's stack is one.
    guard depth <= min(limit, 2600) else {
      throw .text("Found too many nested data structures (\(depth)) at character \(scanner.position)")
    }
  }

  private mutating func object() throws(LuaError) -> LuaValue {
    try descend()
    var pairs: [LuaPair] = []
    var token = scanner.next()
    if case .objectEnd = token.kind {
      depth -= 1
      return .table([])
    }
    while true {
      guard case .string(let key) = token.kind else { throw Self.error("object key string", token) }
      token = scanner.next()
      guard case .colon = token.kind else { throw Self.error("colon", token) }
      pairs.append(LuaPair(key: .string(key), value: try value(scanner.next())))
      token = scanner.next()
      if case .objectEnd = token.kind { break }
      guard case .comma = token.kind else { throw Self.error("comma or object end", token) }
      token = scanner.next()
    }
    depth -= 1
    return .table(pairs)
  }

  private mutating func array() throws(LuaError) -> LuaValue {
    try descend()
    var values: [LuaValue] = []
    var token = scanner.next()
    if case .arrayEnd = token.kind {
      depth -= 1
      return .array([])
    }
    while true {
      values.append(try value(token))
      token = scanner.next()
      if case .arrayEnd = token.kind { break }
      guard case .comma = token.kind else { throw Self.error("comma or array end", token) }
      token = scanner.next()
    }
    depth -= 1
    return .array(values)
  }
}

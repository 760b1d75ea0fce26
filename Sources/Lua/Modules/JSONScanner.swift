import Bytes

/// A word of JSON and where it begins.
struct JSONToken {
  enum Kind {
    case objectBegin, objectEnd, arrayBegin, arrayEnd, colon, comma, end, null
    case string([UInt8])
    case number(Double)
    case boolean(Bool)
    case error(String)

    /// What errors call it.
    var name: String {
      switch self {
      case .objectBegin: "T_OBJ_BEGIN"
      case .objectEnd: "T_OBJ_END"
      case .arrayBegin: "T_ARR_BEGIN"
      case .arrayEnd: "T_ARR_END"
      case .string: "T_STRING"
      case .number: "T_NUMBER"
      case .boolean: "T_BOOLEAN"
      case .null: "T_NULL"
      case .colon: "T_COLON"
      case .comma: "T_COMMA"
      case .end: "T_END"
      case .error(let text): text
      }
    }
  }

  let kind: Kind
  let index: Int
}

/// Splits JSON into words.
struct JSONScanner: ~Escapable {
  private let text: Span<UInt8>
  private let acceptsInvalidNumbers: Bool
  /// Where the next word is looked for.
  private(set) var position = 0

  @_lifetime(copy text)
  init(_ text: Span<UInt8>, acceptsInvalidNumbers: Bool) {
    self.text = text
    self.acceptsInvalidNumbers = acceptsInvalidNumbers
  }

  /// The byte at `index`; zero behind the end, as in a C string.
  private func byte(_ index: Int) -> UInt8 { index < text.count ? text[index] : 0 }

  /// The next word.
  mutating func next() -> JSONToken {
    while [0x20, 0x09, 0x0A, 0x0D].contains(byte(position)) { position += 1 }
    let start = position
    switch byte(position) {
    case 0: return JSONToken(kind: .end, index: start)
    case UInt8(ascii: "{"): return single(.objectBegin)
    case UInt8(ascii: "}"): return single(.objectEnd)
    case UInt8(ascii: "["): return single(.arrayBegin)
    case UInt8(ascii: "]"): return single(.arrayEnd)
    case UInt8(ascii: ":"): return single(.colon)
    case UInt8(ascii: ","): return single(.comma)
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "-"), 0x30...0x39:
      if !acceptsInvalidNumbers, isInvalidNumber { return JSONToken(kind: .error("invalid number"), index: start) }
      return number()
    default:
      if let word = literal() { return word }
      if acceptsInvalidNumbers, isInvalidNumber { return number() }
      return JSONToken(kind: .error("invalid token"), index: start)
    }
  }

  private mutating func single(_ kind: JSONToken.Kind) -> JSONToken {
    position += 1
    return JSONToken(kind: kind, index: position - 1)
  }

  private mutating func literal() -> JSONToken? {
    for (word, kind) in [("true", JSONToken.Kind.boolean(true)), ("false", .boolean(false)), ("null", .null)]
    where word.utf8.enumerated().allSatisfy({ byte(position + $0.offset) == $0.element }) {
      position += word.utf8.count
      return JSONToken(kind: kind, index: position - word.utf8.count)
    }
    return nil
  }

  // MARK: Numbers

  /// Whether a number begins here that C can read and JSON does not have.
  private var isInvalidNumber: Bool {
    var index = position
    if byte(index) == UInt8(ascii: "+") { return true }
    if byte(index) == UInt8(ascii: "-") { index += 1 }
    if byte(index) == UInt8(ascii: "0") {
      let second = byte(index + 1)
      return second | 0x20 == UInt8(ascii: "x") || second.isASCIIDigit
    }
    if byte(index) <= UInt8(ascii: "9") { return false }
    let word = (0..<3).map { byte(index + $0).asciiLowercased }
    return word == Array("inf".utf8) || word == Array("nan".utf8)
  }

  private mutating func number() -> JSONToken {
    let start = position
    var end = position
    while byte(end).isASCIIDigit || byte(end).asciiLowercased != byte(end).asciiUppercased
      || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte(end))
    { end += 1 }
    guard let (value, count) = LuaNumbers.parse(text.extracting(start..<end)) else {
      return JSONToken(kind: .error("invalid number"), index: start)
    }
    position += count
    return JSONToken(kind: .number(value), index: start)
  }

  // MARK: Strings

  private mutating func string() -> JSONToken {
    let start = position
    var bytes: [UInt8] = []
    position += 1
    while byte(position) != UInt8(ascii: "\"") {
      let next = byte(position)
      if next == 0 { return JSONToken(kind: .error("unexpected end of string"), index: position) }
      position += 1
      guard next == UInt8(ascii: "\\") else {
        bytes.append(next)
        continue
      }
      if let problem = escape(&bytes) { return JSONToken(kind: .error(problem), index: position) }
    }
    position += 1
    return JSONToken(kind: .string(bytes), index: start)
  }

  /// Reads an escape behind its backslash. Returns what is wrong with it, and then stands on its backslash.
  private mutating func escape(_ bytes: inout [UInt8]) -> String? {
    switch byte(position) {
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte(position))
    case UInt8(ascii: "u"): return unicodeEscape(&bytes)
    default:
      position -= 1
      return "invalid escape code"
    }
    position += 1
    return nil
  }

  /// Reads `uXXXX`, or two of them that are a surrogate pair.
  private mutating func unicodeEscape(_ bytes: inout [UInt8]) -> String? {
    let problem = "invalid unicode escape code"
    guard var code = hexadecimal(position + 1) else {
      position -= 1
      return problem
    }
    var length = 5
    if code & 0xF800 == 0xD800 {
      let isPair =
        code & 0x400 == 0 && byte(position + 5) == UInt8(ascii: "\\") && byte(position + 6) == UInt8(ascii: "u")
      guard isPair, let low = hexadecimal(position + 7), low & 0xFC00 == 0xDC00 else {
        position -= 1
        return problem
      }
      code = (code & 0x3FF) << 10 + (low & 0x3FF) + 0x10000
      length = 11
    }
    position += length
    guard let scalar = Unicode.Scalar(code) else { return problem }
    bytes += Array(String(Character(scalar)).utf8)
    return nil
  }

  private func hexadecimal(_ index: Int) -> UInt32? {
    var value: UInt32 = 0
    for offset in 0..<4 {
      let digit = byte(index + offset)
      switch digit {
      case 0x30...0x39: value = value << 4 | UInt32(digit - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32(digit.asciiLowercased - 0x57)
      default: return nil
      }
    }
    return value
  }
}

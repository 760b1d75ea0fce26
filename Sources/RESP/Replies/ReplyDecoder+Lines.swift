import Bytes

extension ReplyDecoder {
  /// Reads what begins at `start`: one line, and the bytes it announces.
  mutating func step(_ bytes: Span<UInt8>, at start: Int) -> Step {
    guard start < bytes.count else { return .incomplete }
    guard let newline = lineEnd(bytes, from: start) else { return .incomplete }
    let text = bytes.extracting(start + 1..<max(newline, start + 1))
    let end = newline + 2
    switch bytes[start] {
    case UInt8(ascii: "+"): return .value(.simple([UInt8](copying: text)), end: end)
    case UInt8(ascii: "-"): return .value(.error([UInt8](copying: text)), end: end)
    case UInt8(ascii: "("): return .value(.bigNumber([UInt8](copying: text)), end: end)
    case UInt8(ascii: "_"): return text.count == 0 ? .value(.null, end: end) : Self.malformed("null")
    case UInt8(ascii: "#"): return Self.boolean(text, end: end)
    case UInt8(ascii: ","): return Self.double(text, end: end)
    case UInt8(ascii: ":"):
      guard let value = text.canonicalInteger else { return Self.malformed("integer") }
      return .value(.integer(value), end: end)
    case UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: "!"): return blob(bytes, start, text, end)
    case UInt8(ascii: "*"): return Self.aggregate(.array, text, end: end)
    case UInt8(ascii: "%"): return Self.aggregate(.map, text, end: end)
    case UInt8(ascii: "~"): return Self.aggregate(.set, text, end: end)
    case UInt8(ascii: ">"): return Self.aggregate(.push, text, end: end)
    case UInt8(ascii: "|"): return Self.aggregate(.attribute, text, end: end)
    default: return .failure("a reply cannot begin with byte \(bytes[start])")
    }
  }

  /// Where the `\r\n` of the line at `start` is.
  private mutating func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start + searched
    while index + 1 < bytes.count {
      if bytes[index] == 0x0D, bytes[index + 1] == 0x0A { return index }
      index += 1
    }
    searched = max(0, index - start)
    return nil
  }

  /// Reads the `$`, `=` or `!` at `start`, whose length is `text` and whose bytes begin at `body`.
  private func blob(_ bytes: Span<UInt8>, _ start: Int, _ text: Span<UInt8>, _ body: Int) -> Step {
    guard let length = text.canonicalInteger, length >= -1 else { return Self.malformed("length of a string") }
    let marker = bytes[start]
    if length < 0 {
      return marker == UInt8(ascii: "$") ? .value(.null, end: body) : Self.malformed("length of a string")
    }
    guard bytes.count - body - 2 >= Int(length) else { return .incomplete }
    let end = body + Int(length)
    guard bytes[end] == 0x0D, bytes[end + 1] == 0x0A else { return Self.malformed("end of a string") }
    let content = bytes.extracting(body..<end)
    switch marker {
    case UInt8(ascii: "$"): return .value(.bulk([UInt8](copying: content)), end: end + 2)
    case UInt8(ascii: "!"): return .value(.error([UInt8](copying: content)), end: end + 2)
    default:
      guard content.count >= 4, content[3] == UInt8(ascii: ":") else { return Self.malformed("verbatim string") }
      let format = [UInt8](copying: content.extracting(0..<3))
      let text = [UInt8](copying: content.extracting(4..<content.count))
      return .value(.verbatim(format: format, text: text), end: end + 2)
    }
  }

  private static func aggregate(_ kind: ReplyFrame.Kind, _ text: Span<UInt8>, end: Int) -> Step {
    guard let count = text.canonicalInteger, count >= -1, count <= Int32.max else {
      return malformed("count of an aggregate")
    }
    if count < 0 { return kind == .array ? .value(.nullArray, end: end) : malformed("count of an aggregate") }
    return .aggregate(kind, count: kind == .map || kind == .attribute ? 2 * Int(count) : Int(count), end: end)
  }

  private static func boolean(_ text: Span<UInt8>, end: Int) -> Step {
    if text.equals("t") { return .value(.bool(true), end: end) }
    if text.equals("f") { return .value(.bool(false), end: end) }
    return malformed("boolean")
  }

  private static func double(_ text: Span<UInt8>, end: Int) -> Step {
    let isNaN = text.equals("nan") || text.equals("-nan")
    guard let value = isNaN ? Double.nan : text.redisDouble else { return malformed("double") }
    return .value(.double(value, text: [UInt8](copying: text)), end: end)
  }

  private static func malformed(_ what: String) -> Step { .failure("malformed \(what)") }
}

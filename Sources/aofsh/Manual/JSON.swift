/// A JSON text, read; just what the argument parser's description of itself needs.
enum JSON: Equatable {
  case object([String: JSON])
  case array([JSON])
  case text(String)
  /// A number, true, false or null, as it stands.
  case word(String)

  /// The member called so of an object; nil where there is none.
  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  /// The elements of an array; none for everything else.
  var elements: [JSON] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  /// The text; nil for everything else.
  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// Whether it is `true`.
  var isTrue: Bool { self == .word("true") }

  /// Reads a whole text; nil if that is not JSON.
  init?(_ text: String) {
    var reader = Reader(rest: Array(text.utf8)[...])
    guard let value = reader.value() else { return nil }
    reader.skipSpace()
    guard reader.rest.isEmpty else { return nil }
    self = value
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func skipSpace() { rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }

    /// Takes a byte, if it comes next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
      skipSpace()
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func value() -> JSON? {
      if take("{") {
        var members: [String: JSON] = [:]
        if take("}") { return .object(members) }
        repeat {
          guard take("\""), let name = string(), take(":"), let value = value() else { return nil }
          members[name] = value
        } while take(",")
        return take("}") ? .object(members) : nil
      }
      if take("[") {
        var elements: [JSON] = []
        if take("]") { return .array(elements) }
        repeat {
          guard let element = value() else { return nil }
          elements.append(element)
        } while take(",")
        return take("]") ? .array(elements) : nil
      }
      if take("\"") { return string().map { .text($0) } }
      let word = rest.prefix { !",]}".utf8.contains($0) && $0 > 0x20 }
      rest = rest.dropFirst(word.count)
      return word.isEmpty ? nil : .word(String(decoding: word, as: UTF8.self))
    }

    /// What stands up to the closing quote; the opening one is taken.
    private mutating func string() -> String? {
      var text: [UInt8] = []
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
        guard byte == UInt8(ascii: "\\") else {
          text.append(byte)
          continue
        }
        switch rest.popFirst() {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "u"):
          let digits = String(decoding: rest.prefix(4), as: UTF8.self)
          guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else { return nil }
          rest = rest.dropFirst(4)
          text += Array(String(scalar).utf8)
        case let other?: text.append(other)
        case nil: return nil
        }
      }
      return nil
    }
  }
}

import Bytes
import RESP

/// How texts, errors, doubles and keys stand in JSON.
enum JSONDialect {
  /// As near to JSON as redis-cli 7.0.15 comes: bytes above 0x7E pass unchanged, so that the text is UTF-8 only if the
  /// data is; an error is `error:"…"`; inf is not quoted; a key that is no text is put in quotes with no regard for
  /// quotes in it.
  case redis
  /// JSON that keeps bytes: always valid, pure ASCII, and every byte of a text can be had back.
  ///
  /// A text is written as the format for people quotes it, within the quotes of JSON: the byte FF as `"\\xff"`. An
  /// error is an object `{"error":"…"}`; numbers that JSON does not have (inf, nan) are texts, and so are keys.
  case quoted

  func write(text: Span<UInt8>, into writer: inout ByteWriter) {
    switch self {
    case .redis: Self.writePlain(text, into: &writer)
    case .quoted: Self.writeQuoted(text, into: &writer)
    }
  }

  func write(error: Span<UInt8>, into writer: inout ByteWriter) {
    writer.append(self == .redis ? "error:" : "{\"error\":")
    write(text: error, into: &writer)
    if self == .quoted { writer.append(UInt8(ascii: "}")) }
  }

  func write(double: [UInt8], into writer: inout ByteWriter) {
    if self == .redis || double.last?.isASCIIDigit == true { return writer.append(double) }
    write(text: double.span, into: &writer)
  }

  func write(key: Reply, into writer: inout ByteWriter) {
    switch (self, key) {
    case (.quoted, _):
      var plain = ByteWriter()
      ReplyFormat.writeRaw(key, into: &plain)
      write(text: plain.array.span, into: &writer)
    case (.redis, .simple), (.redis, .bulk), (.redis, .verbatim), (.redis, .error):
      ReplyFormat.writeJSON(key, in: self, into: &writer)
    case (.redis, _):
      writer.append(UInt8(ascii: "\""))
      ReplyFormat.writeJSON(key, in: self, into: &writer)
      writer.append(UInt8(ascii: "\""))
    }
  }

  private static func writeQuoted(_ text: Span<UInt8>, into writer: inout ByteWriter) {
    writer.append(UInt8(ascii: "\""))
    for byte in [UInt8](quoted: text).dropFirst().dropLast() {
      if byte == UInt8(ascii: "\\") { writer.append(UInt8(ascii: "\\")) }
      // A quote was escaped once by the first quoting and once here.
      if byte == UInt8(ascii: "\"") { writer.append(UInt8(ascii: "\\")) }
      writer.append(byte)
    }
    writer.append(UInt8(ascii: "\""))
  }

  private static func writePlain(_ text: Span<UInt8>, into writer: inout ByteWriter) {
    writer.append(UInt8(ascii: "\""))
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\\"): writer.append("\\\\")
      case UInt8(ascii: "\""): writer.append("\\\"")
      case 0x08: writer.append("\\b")
      case 0x09: writer.append("\\t")
      case 0x0A: writer.append("\\n")
      case 0x0C: writer.append("\\f")
      case 0x0D: writer.append("\\r")
      case 0..<0x20:
        writer.append("\\u00")
        writer.append(hexadecimal: byte)
      default: writer.append(byte)
      }
    }
    writer.append(UInt8(ascii: "\""))
  }
}

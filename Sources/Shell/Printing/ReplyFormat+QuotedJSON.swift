import Bytes
import RESP

/// JSON that keeps bytes: always valid, pure ASCII, and every byte of a text can be had back.
///
/// A text is written as the format for people quotes it, within the quotes of JSON: the byte FF as `"\\xff"`. An error
/// is an object `{"error":"…"}`; numbers that JSON does not have (inf, nan) are texts, and so are keys of objects.
extension ReplyFormat {
  static func writeQuotedJSON(_ reply: Reply, into writer: inout ByteWriter) {
    switch reply {
    case .simple(let text), .bulk(let text), .verbatim(_, let text): writeQuoted(text, into: &writer)
    case .error(let text):
      writer.append("{\"error\":")
      writeQuoted(text, into: &writer)
      writer.append(UInt8(ascii: "}"))
    case .integer(let value): writer.append(decimal: value)
    case .null, .nullArray: writer.append("null")
    case .double(_, let text):
      if text.last?.isASCIIDigit == true { writer.append(text) } else { writeQuoted(text, into: &writer) }
    case .bool(let value): writer.append(value ? "true" : "false")
    case .bigNumber(let digits): writer.append(digits)
    case .array(let parts), .set(let parts), .push(let parts):
      writer.append(UInt8(ascii: "["))
      for (index, part) in parts.enumerated() {
        if index > 0 { writer.append(UInt8(ascii: ",")) }
        writeQuotedJSON(part, into: &writer)
      }
      writer.append(UInt8(ascii: "]"))
    case .map(let pairs):
      writer.append(UInt8(ascii: "{"))
      for (index, pair) in pairs.enumerated() {
        if index > 0 { writer.append(UInt8(ascii: ",")) }
        writeQuoted(plain(pair.key), into: &writer)
        writer.append(UInt8(ascii: ":"))
        writeQuotedJSON(pair.value, into: &writer)
      }
      writer.append(UInt8(ascii: "}"))
    }
  }

  private static func plain(_ key: Reply) -> [UInt8] {
    var writer = ByteWriter()
    writeRaw(key, into: &writer)
    return writer.array
  }

  private static func writeQuoted(_ text: [UInt8], into writer: inout ByteWriter) {
    writer.append(UInt8(ascii: "\""))
    for byte in [UInt8](quoted: text.span).dropFirst().dropLast() {
      if byte == UInt8(ascii: "\\") { writer.append(UInt8(ascii: "\\")) }
      // A quote was escaped once by the first quoting and once here.
      if byte == UInt8(ascii: "\"") { writer.append(UInt8(ascii: "\\")) }
      writer.append(byte)
    }
    writer.append(UInt8(ascii: "\""))
  }
}

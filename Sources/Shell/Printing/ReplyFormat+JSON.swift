import Bytes
import RESP

/// The formats for programs: both dialects have the same structure.
extension ReplyFormat {
  static func writeJSON(_ reply: Reply, in dialect: JSONDialect, into writer: inout ByteWriter) {
    switch reply {
    case .simple(let text), .bulk(let text), .verbatim(_, let text): dialect.write(text: text.span, into: &writer)
    case .error(let text): dialect.write(error: text.span, into: &writer)
    case .integer(let value): writer.append(decimal: value)
    case .null, .nullArray: writer.append("null")
    case .double(_, let text): dialect.write(double: text, into: &writer)
    case .bool(let value): writer.append(value ? "true" : "false")
    case .bigNumber(let digits): writer.append(digits)
    case .array(let parts), .set(let parts), .push(let parts):
      writer.append(UInt8(ascii: "["))
      for (index, part) in parts.enumerated() {
        if index > 0 { writer.append(UInt8(ascii: ",")) }
        writeJSON(part, in: dialect, into: &writer)
      }
      writer.append(UInt8(ascii: "]"))
    case .map(let pairs):
      writer.append(UInt8(ascii: "{"))
      for (index, pair) in pairs.enumerated() {
        if index > 0 { writer.append(UInt8(ascii: ",")) }
        dialect.write(key: pair.key, into: &writer)
        writer.append(UInt8(ascii: ":"))
        writeJSON(pair.value, in: dialect, into: &writer)
      }
      writer.append(UInt8(ascii: "}"))
    }
  }
}

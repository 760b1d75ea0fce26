import Bytes
import RESP

/// The format for tables: one line, all parts of all aggregates one after the other, texts quoted as in the format for
/// people (not as in RFC 4180).
extension ReplyFormat {
  static func writeCSV(_ reply: Reply, into writer: inout ByteWriter) {
    switch reply {
    case .simple(let text), .bulk(let text), .verbatim(_, let text): writer.append(quoted: text.span)
    case .error(let text):
      writer.append("ERROR,")
      writer.append(quoted: text.span)
    case .integer(let value): writer.append(decimal: value)
    case .null, .nullArray: writer.append("NULL")
    case .double(_, let text): writer.append(text)
    case .bool(let value): writer.append(value ? "true" : "false")
    case .bigNumber(let digits): writer.append(digits)
    case .array(let parts), .set(let parts), .push(let parts):
      for (index, part) in parts.enumerated() {
        if index > 0 { writer.append(UInt8(ascii: ",")) }
        writeCSV(part, into: &writer)
      }
    case .map(let pairs):
      for (index, pair) in pairs.enumerated() {
        if index > 0 { writer.append(UInt8(ascii: ",")) }
        writeCSV(pair.key, into: &writer)
        writer.append(UInt8(ascii: ","))
        writeCSV(pair.value, into: &writer)
      }
    }
  }
}

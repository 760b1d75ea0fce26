import Bytes
import RESP

/// The format for pipes: texts as they are, parts of an aggregate on a line each, a pair as key, space and value. A
/// reply in it does not end with a newline, except that an error always does.
extension ReplyFormat {
  static func writeRaw(_ reply: Reply, into writer: inout ByteWriter) {
    switch reply {
    case .simple(let text), .bulk(let text), .verbatim(_, let text): writer.append(text)
    case .error(let text):
      writer.append(text)
      writer.append(0x0A)
    case .integer(let value): writer.append(decimal: value)
    case .null, .nullArray: break
    case .double(_, let text): writer.append(text)
    case .bool(let value): writer.append(value ? "(true)" : "(false)")
    case .bigNumber(let digits): writer.append(digits)
    case .array(let parts), .set(let parts), .push(let parts):
      for (index, part) in parts.enumerated() {
        if index > 0 { writer.append(0x0A) }
        writeRaw(part, into: &writer)
      }
    case .map(let pairs):
      for (index, pair) in pairs.enumerated() {
        if index > 0 { writer.append(0x0A) }
        writeRaw(pair.key, into: &writer)
        writer.append(0x20)
        writeRaw(pair.value, into: &writer)
      }
    }
  }
}

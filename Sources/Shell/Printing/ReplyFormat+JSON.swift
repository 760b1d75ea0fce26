import Bytes
import RESP

/// The format for programs, as near to JSON as redis-cli 7.0.15 comes: bytes above 0x7E pass unchanged, so that the
/// text is UTF-8 only if the data is; an error is `error:"…"`; inf is not quoted; a key that is no text is put in
/// quotes with no regard for quotes in it.
extension ReplyFormat {
  static func writeJSON(_ reply: Reply, into writer: inout ByteWriter) {
    switch reply {
    case .simple(let text), .bulk(let text), .verbatim(_, let text): writeJSON(text: text.span, into: &writer)
    case .error(let text):
      writer.append("error:")
      writeJSON(text: text.span, into: &writer)
    case .integer(let value): writer.append(decimal: value)
    case .null, .nullArray: writer.append("null")
    case .double(_, let text): writer.append(text)
    case .bool(let value): writer.append(value ? "true" : "false")
    case .bigNumber(let digits): writer.append(digits)
    case .array(let parts), .set(let parts), .push(let parts):
      writer.append(UInt8(ascii: "["))
      for (index, part) in parts.enumerated() {
        if index > 0 { writer.append(UInt8(ascii: ",")) }
        writeJSON(part, into: &writer)
      }
      writer.append(UInt8(ascii: "]"))
    case .map(let pairs):
      writer.append(UInt8(ascii: "{"))
      for (index, pair) in pairs.enumerated() {
        if index > 0 { writer.append(UInt8(ascii: ",")) }
        writeJSON(key: pair.key, into: &writer)
        writer.append(UInt8(ascii: ":"))
        writeJSON(pair.value, into: &writer)
      }
      writer.append(UInt8(ascii: "}"))
    }
  }

  private static func writeJSON(key: Reply, into writer: inout ByteWriter) {
    switch key {
    case .simple, .bulk, .verbatim, .error: writeJSON(key, into: &writer)
    default:
      writer.append(UInt8(ascii: "\""))
      writeJSON(key, into: &writer)
      writer.append(UInt8(ascii: "\""))
    }
  }

  private static func writeJSON(text: Span<UInt8>, into writer: inout ByteWriter) {
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

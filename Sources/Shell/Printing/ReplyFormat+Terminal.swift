import Bytes
import RESP

/// The format for people.
///
/// Parts of an aggregate are numbered, `1) ` in an array or a push, `1~ ` in a set, `1# ` before the key of a pair in
/// a map, the numbers aligned to the right; an aggregate within another stands behind its number, its further lines
/// indented below it. The value of a pair follows ` => `, or stands on its own lines if it has several.
extension ReplyFormat {
  /// - Parameter indent: where the reply stands in its line, which is where its further lines begin.
  static func writeTerminal(_ reply: Reply, indent: Int, into writer: inout ByteWriter) {
    switch reply {
    case .simple(let text), .verbatim(_, let text): writer.append(text)
    case .error(let text):
      writer.append("(error) ")
      writer.append(text)
    case .integer(let value):
      writer.append("(integer) ")
      writer.append(decimal: value)
    case .bulk(let text): writer.append(quoted: text.span)
    case .null, .nullArray: writer.append("(nil)")
    case .double(_, let text):
      writer.append("(double) ")
      writer.append(text)
    case .bool(let value): writer.append(value ? "(true)" : "(false)")
    case .bigNumber(let digits):
      writer.append("(big number) ")
      writer.append(digits)
    case .array(let parts):
      return writeParts(parts, mark: UInt8(ascii: ")"), empty: "(empty array)\n", indent, into: &writer)
    case .push(let parts):
      return writeParts(parts, mark: UInt8(ascii: ")"), empty: "(empty push)\n", indent, into: &writer)
    case .set(let parts):
      return writeParts(parts, mark: UInt8(ascii: "~"), empty: "(empty set)\n", indent, into: &writer)
    case .map(let pairs): return writePairs(pairs, indent, into: &writer)
    }
    writer.append(0x0A)
  }

  private static func writeParts(
    _ parts: [Reply], mark: UInt8, empty: StaticString, _ indent: Int, into writer: inout ByteWriter
  ) {
    if parts.isEmpty { return writer.append(empty) }
    let width = digits(parts.count)
    for (index, part) in parts.enumerated() {
      writeNumber(index + 1, width: width, mark: mark, indent: index == 0 ? 0 : indent, into: &writer)
      writeTerminal(part, indent: indent + width + 2, into: &writer)
    }
  }

  private static func writePairs(_ pairs: [Reply.Pair], _ indent: Int, into writer: inout ByteWriter) {
    if pairs.isEmpty { return writer.append("(empty hash)\n") }
    let width = digits(pairs.count)
    let inner = indent + width + 2
    for (index, pair) in pairs.enumerated() {
      writeNumber(index + 1, width: width, mark: UInt8(ascii: "#"), indent: index == 0 ? 0 : indent, into: &writer)
      writeTerminal(pair.key, indent: inner, into: &writer)
      writer.truncate(to: writer.count - 1)
      writer.append(" => ")
      if hasLines(pair.value) {
        writer.append(0x0A)
        writeSpaces(inner, into: &writer)
      }
      writeTerminal(pair.value, indent: inner, into: &writer)
    }
  }

  /// Whether a value is put on lines of its own.
  ///
  /// A key of several lines does not count, nor a line end within a text.
  private static func hasLines(_ reply: Reply) -> Bool {
    switch reply {
    case .array(let parts), .set(let parts), .push(let parts):
      parts.count > 1 || parts.first.map(hasLines) ?? false
    case .map(let pairs): pairs.count > 1 || pairs.first.map { hasLines($0.value) } ?? false
    default: false
    }
  }

  private static func writeNumber(_ number: Int, width: Int, mark: UInt8, indent: Int, into writer: inout ByteWriter) {
    writeSpaces(indent + width - digits(number), into: &writer)
    writer.append(decimal: number)
    writer.append(mark)
    writer.append(0x20)
  }

  private static func writeSpaces(_ count: Int, into writer: inout ByteWriter) {
    for _ in 0..<count { writer.append(0x20) }
  }

  private static func digits(_ number: Int) -> Int {
    var rest = number
    var count = 1
    while rest >= 10 {
      rest /= 10
      count += 1
    }
    return count
  }
}

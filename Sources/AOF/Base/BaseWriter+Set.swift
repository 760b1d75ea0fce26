import Bytes
import Keyspace

extension BaseWriter {
  /// Writes SADD commands of at most 64 members each.
  mutating func append(_ value: SetValue, at key: Span<UInt8>) {
    var left = value.count
    var inCommand = 0
    value.forEach { member in
      if inCommand == 0 {
        inCommand = min(left, 64)
        buffer.append("*")
        buffer.append(decimal: inCommand + 2)
        buffer.append("\r\n$4\r\nSADD\r\n")
        append(key)
        flushIfFull()
      }
      append(member)
      inCommand -= 1
      left -= 1
    }
  }

  /// Writes the text of an element as an argument.
  mutating func append(_ text: ElementText) {
    if let integer = text.integer { append(decimal: integer) } else { append(text.bytes) }
  }
}

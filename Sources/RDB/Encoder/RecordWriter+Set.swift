import Bytes
import Keyspace

extension RecordWriter {
  mutating func append(typeOf value: SetValue) { buffer.append(value.isIntset ? 11 : 2) }

  /// Writes an intset as a string, and another set as the number of members and each of them.
  mutating func append(_ value: SetValue) {
    if value.isIntset { return append(string: value.intsetBytes) }
    append(length: value.count)
    value.forEach { append($0) }
  }

  /// Writes the text of an element as a string.
  mutating func append(_ text: ElementText) {
    if let integer = text.integer { append(integer: integer) } else { append(string: text.bytes) }
    flushIfFull()
  }
}

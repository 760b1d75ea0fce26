import Bytes
import Keyspace

extension BaseWriter {
  /// Writes SADD commands of at most 64 members each.
  mutating func append(_ value: SetValue, at key: Span<UInt8>) {
    var batches = ElementBatches(count: value.count, argumentsEach: 1)
    value.forEach { member in
      beginElement(&batches, "SADD", at: key)
      append(member)
    }
  }

  /// Writes the text of an element as an argument.
  mutating func append(_ text: ElementText) {
    if let integer = text.integer { append(decimal: integer) } else { append(text.bytes) }
  }
}

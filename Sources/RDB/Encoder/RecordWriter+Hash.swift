import Bytes
import Keyspace

extension RecordWriter {
  mutating func append(typeOf value: HashValue) { buffer.append(value.isPacked ? 16 : 4) }

  /// Writes a listpack as a string, and another hash as the number of fields, and each with its value.
  mutating func append(_ value: HashValue) {
    if value.isPacked { return append(string: value.packedBytes) }
    append(length: value.count)
    value.forEach { field, value in
      append(field)
      append(value)
    }
  }
}

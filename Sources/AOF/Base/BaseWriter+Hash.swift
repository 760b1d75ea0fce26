import Bytes
import Keyspace

extension BaseWriter {
  /// Writes HMSET commands of at most 64 fields each.
  mutating func append(_ value: HashValue, at key: Span<UInt8>) {
    var batches = ElementBatches(count: value.count, argumentsEach: 2)
    value.forEach { field, value in
      beginElement(&batches, "HMSET", at: key)
      append(field)
      append(value)
    }
  }
}

import Bytes
import Keyspace

extension BaseWriter {
  /// Writes RPUSH commands of at most 64 elements each.
  mutating func append(_ value: ListValue, at key: Span<UInt8>) {
    var batches = ElementBatches(count: value.count, argumentsEach: 1)
    value.forEach { element in
      beginElement(&batches, "RPUSH", at: key)
      append(element)
    }
  }
}

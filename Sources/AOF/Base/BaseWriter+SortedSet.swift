import Bytes
import Keyspace

extension BaseWriter {
  /// Writes ZADD commands of at most 64 members each.
  mutating func append(_ value: SortedSetValue, at key: Span<UInt8>) {
    var batches = ElementBatches(count: value.count, argumentsEach: 2)
    value.forEach { member, score in
      beginElement(&batches, "ZADD", at: key)
      let text = DoubleText(score)
      append(text.span)
      append(member)
    }
  }
}

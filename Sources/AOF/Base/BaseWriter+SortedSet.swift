import Bytes
import Keyspace

extension BaseWriter {
  /// Writes ZADD commands of at most 64 members each.
  mutating func append(_ value: SortedSetValue, at key: Span<UInt8>) {
    var left = value.count
    var inCommand = 0
    value.forEach { member, score in
      if inCommand == 0 {
        inCommand = min(left, 64)
        buffer.append("*")
        buffer.append(decimal: 2 * inCommand + 2)
        buffer.append("\r\n$4\r\nZADD\r\n")
        append(key)
        flushIfFull()
      }
      let text = DoubleText(score)
      append(text.span)
      append(member)
      inCommand -= 1
      left -= 1
    }
  }
}

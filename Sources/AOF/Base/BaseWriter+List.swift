import Bytes
import Keyspace

extension BaseWriter {
  /// Writes RPUSH commands of at most 64 elements each.
  mutating func append(_ value: ListValue, at key: Span<UInt8>) {
    var left = value.count
    var inCommand = 0
    value.forEach { element in
      if inCommand == 0 {
        inCommand = min(left, 64)
        buffer.append("*")
        buffer.append(decimal: inCommand + 2)
        buffer.append("\r\n$5\r\nRPUSH\r\n")
        append(key)
        flushIfFull()
      }
      append(element)
      inCommand -= 1
      left -= 1
    }
  }
}

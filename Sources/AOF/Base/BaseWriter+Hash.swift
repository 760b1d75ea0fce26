import Bytes
import Keyspace

extension BaseWriter {
  /// Writes HMSET commands of at most 64 fields each.
  mutating func append(_ value: HashValue, at key: Span<UInt8>) {
    var left = value.count
    var inCommand = 0
    value.forEach { field, value in
      if inCommand == 0 {
        inCommand = min(left, 64)
        buffer.append("*")
        buffer.append(decimal: 2 * inCommand + 2)
        buffer.append("\r\n$5\r\nHMSET\r\n")
        append(key)
        flushIfFull()
      }
      append(field)
      append(value)
      inCommand -= 1
      left -= 1
    }
  }
}

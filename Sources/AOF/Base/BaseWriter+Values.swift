import Bytes
import Keyspace

/// The seam where other value types join.
extension BaseWriter {
  /// Writes the commands that make the entry's value.
  mutating func appendCommands(of entry: Entry) {
    switch entry.type {
    case .string:
      buffer.append("*3\r\n$3\r\nSET\r\n")
      append(entry.key)
      if entry.stringEncoding == .integer { append(decimal: entry.integer) } else { append(entry.bytes) }
    case .list: append(ListValue(block: entry.block), at: entry.key)
    case .set: append(SetValue(block: entry.block), at: entry.key)
    case .sortedSet: append(SortedSetValue(block: entry.block), at: entry.key)
    case .hash: append(HashValue(block: entry.block), at: entry.key)
    case .stream: append(StreamValue(block: entry.block), at: entry.key)
    }
  }
}

import Bytes
import Keyspace

/// The seam where other value types join: their case in each of these functions, and their code beside this file.
extension RecordWriter {
  /// Writes the number of the value type that stands for the entry's value.
  mutating func append(typeOf entry: Entry) {
    switch entry.type {
    case .string: buffer.append(Format.stringType)
    case .list: append(typeOf: ListValue(block: entry.block))
    case .set: append(typeOf: SetValue(block: entry.block))
    case .sortedSet: append(typeOf: SortedSetValue(block: entry.block))
    case .hash: append(typeOf: HashValue(block: entry.block))
    case .stream: append(typeOf: StreamValue(block: entry.block))
    }
  }

  /// Writes the entry's value.
  mutating func append(valueOf entry: Entry) {
    switch entry.type {
    case .string:
      if entry.stringEncoding == .integer { append(integer: entry.integer) } else { append(string: entry.bytes) }
    case .list: append(ListValue(block: entry.block))
    case .set: append(SetValue(block: entry.block))
    case .sortedSet: append(SortedSetValue(block: entry.block))
    case .hash: append(HashValue(block: entry.block))
    case .stream: append(StreamValue(block: entry.block))
    }
  }
}

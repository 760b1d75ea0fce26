import Bytes
import Keyspace

/// The seam where other value types join: their case in each of these functions, and their code beside this file.
extension RecordWriter {
  /// Writes the number of the value type that stands for the entry's value.
  mutating func append(typeOf entry: Entry) {
    switch entry.type {
    case .string: buffer.append(Format.stringType)
    }
  }

  /// Writes the entry's value.
  mutating func append(valueOf entry: Entry) {
    switch entry.type {
    case .string:
      if entry.stringEncoding == .integer { append(integer: entry.integer) } else { append(string: entry.bytes) }
    }
  }
}

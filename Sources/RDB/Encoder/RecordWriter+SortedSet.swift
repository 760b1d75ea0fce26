import Bytes
import Keyspace

extension RecordWriter {
  mutating func append(typeOf value: SortedSetValue) { buffer.append(value.isSmall ? 17 : 5) }

  /// Writes a listpack as a string, and another sorted set as the number of members, and each with its score as a
  /// double of 8 bytes, little-endian; the highest score first, as Redis does to load faster.
  mutating func append(_ value: SortedSetValue) {
    if let bytes = value.listpackBytes { return append(string: bytes) }
    append(length: value.count)
    value.forEach(reversed: true) { member, score in
      append(member)
      append(littleEndian: score.bitPattern, count: 8)
    }
  }
}

import Keyspace

extension RecordReader {
  /// Reads a value of RDB type `type`, which the caller owns.
  mutating func readSortedSet(type: UInt8) throws(RDBError.Cause) -> SortedSetValue { throw .unsupportedType(type) }
}

import Keyspace

extension RecordReader {
  /// Reads a value of RDB type `type`, which the caller owns.
  mutating func readList(type: UInt8) throws(RDBError.Cause) -> ListValue { throw .unsupportedType(type) }
}

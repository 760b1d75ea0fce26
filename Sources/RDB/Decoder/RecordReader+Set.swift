import Keyspace

extension RecordReader {
  /// Reads a value of RDB type `type`, which the caller owns.
  mutating func readSet(type: UInt8) throws(RDBError.Cause) -> SetValue { throw .unsupportedType(type) }
}

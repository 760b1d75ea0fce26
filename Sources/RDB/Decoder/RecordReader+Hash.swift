import Keyspace

extension RecordReader {
  /// Reads a value of RDB type `type`, which the caller owns.
  mutating func readHash(type: UInt8) throws(RDBError.Cause) -> HashValue { throw .unsupportedType(type) }
}

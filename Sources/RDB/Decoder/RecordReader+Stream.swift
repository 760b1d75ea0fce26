import Keyspace

extension RecordReader {
  /// Reads a value of RDB type `type`, which the caller owns.
  mutating func readStream(type: UInt8) throws(RDBError.Cause) -> StreamValue { throw .unsupportedType(type) }
}

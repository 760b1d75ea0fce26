import Bytes
import Keyspace

extension BaseWriter {
  mutating func append(_ value: StreamValue, at key: Span<UInt8>) { fatalError("not there yet") }
}

import Bytes
import Keyspace

extension Digest {
  /// Elements count in their order.
  mutating func add(_ value: ListValue) {
    value.forEach { element in mix([UInt8](copying: element)) }
  }
}

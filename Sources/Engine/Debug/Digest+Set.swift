import Keyspace

extension Digest {
  /// Combines the digests of all members.
  mutating func add(_ value: SetValue) { value.forEach { exclusiveOr($0.array) } }
}

import Keyspace

extension Digest {
  /// Combines the digests of all fields, each of which depends on its value.
  mutating func add(_ value: HashValue) {
    value.forEach { field, value in
      var pair = Digest()
      pair.mix(field.array)
      pair.mix(value.array)
      exclusiveOr(pair.bytes)
    }
  }
}

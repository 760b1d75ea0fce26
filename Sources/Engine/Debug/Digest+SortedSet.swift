import Bytes
import Keyspace

extension Digest {
  /// Combines the digests of all members, each of which depends on its score.
  mutating func add(_ value: SortedSetValue) {
    value.forEach { member, score in
      var pair = Digest()
      pair.mix(member.array)
      pair.mix([UInt8](copying: DoubleText(score).span))
      exclusiveOr(pair.bytes)
    }
  }
}

import Bytes
import Keyspace

extension Digest {
  /// Entries count in their order, each as its ID with a point, and its fields; groups do not.
  mutating func add(_ value: StreamValue) {
    var iterator = value.entries()
    while iterator.next() {
      mix(Array("\(iterator.id.milliseconds).\(iterator.id.sequence)".utf8))
      for _ in 0..<iterator.fieldCount {
        let (name, value) = iterator.nextField()
        mix(name, of: iterator)
        mix(value, of: iterator)
      }
    }
  }

  private mutating func mix(_ element: ListpackElement, of iterator: borrowing StreamIterator) {
    switch element {
    case .integer(let value): mix(Array("\(value)".utf8))
    case .bytes(let range): mix([UInt8](copying: iterator.bytes(range)))
    }
  }
}

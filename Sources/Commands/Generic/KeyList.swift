import Bytes
import Keyspace

/// Copies of keys, for what must outlive the entries they came from.
struct KeyList: ~Copyable {
  private var bytes = ByteWriter(minimumCapacity: 512)
  private var ends: [Int] = []

  /// Keys in the list.
  var count: Int { ends.count }

  /// Adds a copy of the key of `entry`.
  mutating func append(_ entry: Entry) {
    bytes.append(entry.key)
    ends.append(bytes.count)
  }

  /// One of the keys.
  subscript(_ index: Int) -> Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get {
      let start = index == 0 ? 0 : ends[index - 1]
      return bytes.span.extracting(start..<ends[index])
    }
  }
}

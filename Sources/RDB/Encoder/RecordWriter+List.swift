import Bytes
import Keyspace

extension RecordWriter {
  private static var quicklistType: UInt8 { 18 }

  mutating func append(typeOf value: ListValue) { buffer.append(Self.quicklistType) }

  /// Writes the number of nodes, and each as its container, 1 for one large element and 2 for a listpack, and a string.
  ///
  /// A node that is compressed in memory is written as it is.
  mutating func append(_ value: ListValue) {
    append(length: value.nodeCount)
    value.forEachNode { form, bytes in
      append(length: form.isPlain ? 1 : 2)
      if let count = form.originalCount {
        append(compressed: bytes, originalCount: count)
      } else {
        append(string: bytes)
      }
      flushIfFull()
    }
  }
}

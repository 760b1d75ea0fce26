import Bytes
import Keyspace

/// A stream is its nodes, its counters and its groups:
///
/// ```
/// number of nodes, for each: 16 bytes of its ID as a string, its listpack as a string
/// entries | last ID | first ID | greatest deleted ID | entries ever added
/// number of groups, for each: name | last ID | entries read
///   number of pending entries, for each: 16 bytes of the ID, 8 bytes of the delivery time, number of deliveries
///   number of consumers, for each: name | 8 bytes of the time seen
///     number of its pending entries, for each: 16 bytes of the ID
/// ```
///
/// IDs that are not 16 bytes are two lengths; all other numbers are lengths.
extension RecordWriter {
  private static var streamType: UInt8 { 19 }

  mutating func append(typeOf value: StreamValue) { buffer.append(Self.streamType) }

  mutating func append(_ value: StreamValue) {
    append(length: value.nodeCount)
    value.forEachNode { id, bytes in
      append(length: 16)
      buffer.append(bigEndian: id)
      append(string: bytes)
      flushIfFull()
    }
    append(length: value.count)
    append(lengthsOf: value.lastID)
    append(lengthsOf: value.firstID)
    append(lengthsOf: value.maxDeletedID)
    append(unsignedLength: value.entriesAdded)
    append(length: value.groupCount)
    for rank in 0..<value.groupCount { append(value.group(at: rank)) }
  }

  private mutating func append(_ group: StreamGroup) {
    append(string: group.name)
    append(lengthsOf: group.lastID)
    append(unsignedLength: UInt64(bitPattern: group.entriesRead))
    append(length: group.pendingCount)
    group.forEachPending { pending in
      buffer.append(bigEndian: pending.id)
      append(littleEndian: UInt64(bitPattern: pending.deliveryTime), count: 8)
      append(unsignedLength: pending.deliveryCount)
      flushIfFull()
    }
    append(length: group.consumerCount)
    for rank in 0..<group.consumerCount { append(group.consumer(at: rank)) }
  }

  private mutating func append(_ consumer: StreamConsumer) {
    append(string: consumer.name)
    append(littleEndian: UInt64(bitPattern: consumer.seenTime), count: 8)
    append(length: consumer.pendingCount)
    consumer.forEachPending { id in
      buffer.append(bigEndian: id)
      flushIfFull()
    }
  }

  private mutating func append(lengthsOf id: StreamID) {
    append(unsignedLength: id.milliseconds)
    append(unsignedLength: id.sequence)
  }

  private mutating func append(unsignedLength value: UInt64) {
    if let length = Int(exactly: value) { return append(length: length) }
    buffer.append(0x81)
    append(littleEndian: value.byteSwapped, count: 8)
  }
}

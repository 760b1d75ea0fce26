import Bytes
import Keyspace

/// A stream as `RecordWriter` writes it.
///
/// Type 15, of Redis before 7.0, lacks the first ID, the greatest deleted ID, the number of entries ever added, and what
/// a group has read. Type 21, of Redis 7.2, has 8 more bytes for each consumer: when it last read something.
extension RecordReader {
  private static var firstType: UInt8 { 15 }
  private static var typeWithActiveTime: UInt8 { 21 }

  /// Reads a value of RDB type `type`, which the caller owns.
  ///
  /// All is checked, nodes entry by entry.
  mutating func readStream(type: UInt8) throws(RDBError.Cause) -> StreamValue {
    var stream = StreamValue()
    do throws(RDBError.Cause) {
      try readNodes(of: &stream, type)
      try readCounters(of: &stream, type)
      step = .groupCount
      var left = try readLength()
      while left > 0 {
        try readGroup(of: &stream, type)
        left -= 1
      }
    } catch {
      stream.release()
      throw error
    }
    return stream
  }

  private mutating func readNodes(of stream: inout StreamValue, _ type: UInt8) throws(RDBError.Cause) {
    step = .nodeCount
    var left = try readLength()
    while left > 0 {
      step = .nodeID
      try readString()
      guard let id = withFound({ StreamID(bigEndian: $0) }) else {
        throw .corruptValue(type: type, reason: "Stream node key entry is not the size of a stream ID")
      }
      step = .node
      try readString()
      do throws(StreamValue.NodeDamage) {
        try withFound { bytes throws(StreamValue.NodeDamage) in try stream.append(node: id, bytes) }
      } catch {
        switch error {
        case .notAListpack, .notANode:
          throw .corruptValue(type: type, reason: "Stream listpack integrity check failed.")
        case .empty: throw .corruptValue(type: type, reason: "Empty listpack inside stream")
        case .knownID: throw .corruptValue(type: type, reason: "Listpack re-added with existing key")
        }
      }
      left -= 1
    }
  }

  private mutating func readCounters(of stream: inout StreamValue, _ type: UInt8) throws(RDBError.Cause) {
    step = .counters
    let count = try readLength()
    stream.lastID = try readID()
    if type == Self.firstType {
      stream.entriesAdded = count
      stream.firstID = stream.edge(isFirst: true) ?? .greatest
    } else {
      stream.firstID = try readID()
      stream.maxDeletedID = try readID()
      stream.entriesAdded = try readLength()
    }
    guard count == UInt64(stream.count) else {
      throw .corruptValue(type: type, reason: "Stream length inconsistent with rax entries")
    }
  }

  private mutating func readID() throws(RDBError.Cause) -> StreamID {
    let milliseconds = try readLength()
    return StreamID(milliseconds, try readLength())
  }

  private mutating func readRawID() throws(RDBError.Cause) -> StreamID {
    let range = try input.take(16)
    guard let id = StreamID(bigEndian: input.span(range)) else { throw .shortRead }
    return id
  }

  private mutating func readGroup(of stream: inout StreamValue, _ type: UInt8) throws(RDBError.Cause) {
    step = .groupName
    try readString()
    let name = value
    step = .groupID
    let lastID = try readID()
    step = .groupOffset
    let entriesRead =
      type == Self.firstType ? stream.entriesRead(upTo: lastID) : Int64(bitPattern: try readLength())
    guard let group = stream.addGroup(named: name.span, lastID: lastID, entriesRead: entriesRead) else {
      keep(duplicate: name)
      throw .corruptValue(type: type, reason: "Duplicated consumer group name")
    }
    try readPending(of: group, type)
    try readConsumers(of: group, type)
  }

  /// Leaves the name in the scratch memory, for a message.
  private mutating func keep(duplicate name: [UInt8]) {
    scratch.removeAll()
    scratch.append(name)
  }

  private mutating func readPending(of group: StreamGroup, _ type: UInt8) throws(RDBError.Cause) {
    step = .pendingCount
    var left = try readLength()
    while left > 0 {
      step = .pendingID
      let id = try readRawID()
      step = .pendingEntry
      let time = Int64(bitPattern: try input.integer(8))
      let count = try readLength()
      guard group.pending(id) == nil else {
        throw .corruptValue(type: type, reason: "Duplicated global PEL entry loading stream consumer group")
      }
      group.setPending(StreamPending(id, deliveryTime: time, deliveryCount: count, consumer: nil))
      left -= 1
    }
  }

  private mutating func readConsumers(of group: StreamGroup, _ type: UInt8) throws(RDBError.Cause) {
    var owned = 0
    step = .consumerCount
    var left = try readLength()
    while left > 0 {
      owned += try readConsumer(of: group, type)
      left -= 1
    }
    if owned != group.pendingCount { throw .corruptValue(type: type, reason: "NACK entry without consumer") }
  }

  /// Reads a consumer and returns how many pending entries it has.
  private mutating func readConsumer(of group: StreamGroup, _ type: UInt8) throws(RDBError.Cause) -> Int {
    step = .consumerName
    try readString()
    let name = value
    if group.consumer(named: name.span) != nil {
      throw .corruptValue(type: type, reason: "Duplicate stream consumer detected")
    }
    step = .consumerTime
    let seenTime = Int64(bitPattern: try input.integer(8))
    if type == Self.typeWithActiveTime { _ = try input.integer(8) }
    guard let consumer = group.addConsumer(named: name.span, seenTime: seenTime) else {
      throw .corruptValue(type: type, reason: "Duplicate stream consumer detected")
    }
    step = .consumerPendingCount
    var left = try readLength()
    while left > 0 {
      step = .consumerPendingID
      guard var pending = group.pending(try readRawID()) else {
        throw .corruptValue(type: type, reason: "Consumer entry not found in group global PEL")
      }
      guard pending.consumer == nil else {
        throw .corruptValue(type: type, reason: "Duplicated consumer PEL entry loading a stream consumer group")
      }
      pending.consumer = consumer
      group.setPending(pending)
      left -= 1
    }
    return consumer.pendingCount
  }
}

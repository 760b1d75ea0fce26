import Bytes
import Keyspace

extension BaseWriter {
  /// Writes an XADD for each entry, XSETID for the counters, and for each group XGROUP CREATE and its consumers.
  ///
  /// A stream without entries is made by an XADD that keeps nothing.
  mutating func append(_ value: StreamValue, at key: Span<UInt8>) {
    if value.count == 0 {
      begin(7, "XADD", key)
      append("MAXLEN")
      append("0")
      append("0-1")
      append("x")
      append("y")
    }
    var iterator = value.entries()
    while iterator.next() {
      begin(3 + 2 * iterator.fieldCount, "XADD", key)
      append(iterator.id)
      for _ in 0..<iterator.fieldCount {
        let (name, value) = iterator.nextField()
        append(name, of: iterator)
        append(value, of: iterator)
      }
      flushIfFull()
    }
    begin(7, "XSETID", key)
    append(value.lastID)
    append("ENTRIESADDED")
    append(decimal: Int64(truncatingIfNeeded: value.entriesAdded))
    append("MAXDELETEDID")
    append(value.maxDeletedID)
    for rank in 0..<value.groupCount { append(value.group(at: rank), key) }
  }

  private mutating func append(_ group: StreamGroup, _ key: Span<UInt8>) {
    begin(7, "XGROUP", argument: "CREATE", key)
    append(group.name)
    append(group.lastID)
    append("ENTRIESREAD")
    append(decimal: group.entriesRead)
    for rank in 0..<group.consumerCount {
      let consumer = group.consumer(at: rank)
      if consumer.pendingCount == 0 {
        begin(5, "XGROUP", argument: "CREATECONSUMER", key)
        append(group.name)
        append(consumer.name)
      }
      consumer.forEachPending { id in
        if let pending = group.pending(id) { append(pending, of: consumer, group, key) }
      }
    }
  }

  private mutating func append(
    _ pending: StreamPending, of consumer: StreamConsumer, _ group: StreamGroup, _ key: Span<UInt8>
  ) {
    begin(12, "XCLAIM", key)
    append(group.name)
    append(consumer.name)
    append("0")
    append(pending.id)
    append("TIME")
    append(decimal: pending.deliveryTime)
    append("RETRYCOUNT")
    append(decimal: Int64(truncatingIfNeeded: pending.deliveryCount))
    append("JUSTID")
    append("FORCE")
    flushIfFull()
  }

  // MARK: Arguments

  private mutating func append(_ id: StreamID) {
    let text = StreamIDText(id)
    append(text.span)
  }

  private mutating func append(_ element: ListpackElement, of iterator: borrowing StreamIterator) {
    switch element {
    case .integer(let value): append(decimal: value)
    case .bytes(let range): append(iterator.bytes(range))
    }
  }
}

import Bytes
import Keyspace
import RESP

/// The commands that read intervals of IDs.
extension StreamCommands {
  /// `XRANGE key start end [COUNT count]`.
  static func xrange(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try replyRange(context, arguments, isReversed: false)
  }

  /// `XREVRANGE key end start [COUNT count]`.
  static func xrevrange(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try replyRange(context, arguments, isReversed: true)
  }

  private static func replyRange(
    _ context: CommandContext, _ arguments: Arguments, isReversed: Bool
  ) throws(CommandError) {
    let lowest = try arguments.intervalStart(at: isReversed ? 3 : 2)
    let highest = try arguments.intervalEnd(at: isReversed ? 2 : 3)
    var count = Int64.max
    var index = 4
    while index < arguments.count {
      guard index + 1 < arguments.count, arguments.isOption(at: index, "count") else { throw .syntax }
      let value = try arguments.integer(at: index + 1)
      count = max(0, value)
      index += 2
    }
    guard let stream = try context.read(StreamValue.self, arguments[1]) else { return context.reply.array(0) }
    if count == 0 { return context.reply.nullArray() }
    context.reply.entries(
      of: stream, from: lowest, through: highest, atMost: Int(count), isReversed: isReversed)
  }
}

extension ReplyWriter {
  /// Writes an ID.
  mutating func bulk(_ id: StreamID) {
    let text = StreamIDText(id)
    bulk(text.span)
  }

  /// Writes the entries of an interval, at most `limit` of them, and returns how many.
  @discardableResult
  mutating func entries(
    of stream: StreamValue, from lowest: StreamID = .zero, through highest: StreamID = .greatest, atMost limit: Int,
    isReversed: Bool = false
  ) -> Int {
    let array = beginArray(expecting: min(limit, stream.count))
    var count = 0
    var iterator = stream.entries(from: lowest, through: highest, isReversed: isReversed)
    while count < limit, iterator.next() {
      entry(&iterator)
      count += 1
    }
    end(array, count: count)
    return count
  }

  /// Writes the entry with this ID; false, with nothing written, when there is none.
  mutating func entry(_ id: StreamID, of stream: StreamValue) -> Bool {
    var iterator = stream.entries(from: id, through: id)
    guard iterator.next() else { return false }
    entry(&iterator)
    return true
  }

  /// Writes the entry that an iterator is at: its ID, and names and values in turns.
  mutating func entry(_ iterator: inout StreamIterator) {
    array(2)
    bulk(iterator.id)
    array(2 * iterator.fieldCount)
    for _ in 0..<iterator.fieldCount {
      let (name, value) = iterator.nextField()
      element(name, of: iterator)
      element(value, of: iterator)
    }
  }

  private mutating func element(_ element: ListpackElement, of iterator: borrowing StreamIterator) {
    switch element {
    case .integer(let value): bulk(decimal: value)
    case .bytes(let range): bulk(iterator.bytes(range))
    }
  }
}

extension Effects {
  /// Adds an ID to the command begun last.
  mutating func add(_ id: StreamID) {
    let text = StreamIDText(id)
    add(text.span)
  }
}

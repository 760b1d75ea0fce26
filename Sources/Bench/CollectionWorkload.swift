import Bytes
import RESP

/// Seeded commands on one collection of a given size, which stays as large as it is or nearly so.
struct CollectionWorkload {
  /// What is done to the collection.
  enum Operation: String, CaseIterable {
    case setField = "HSET", getField = "HGET"
    case pushAndPop = "LPUSH, LPOP", listRange = "LRANGE 0 99"
    case addAndRemove = "SADD, SREM", isMember = "SISMEMBER"
    case setScore = "ZADD", rankRange = "ZRANGE 0 99", rank = "ZRANK"
    case append = "XADD", entryRange = "XRANGE COUNT 100"
  }

  let operation: Operation
  /// Elements of the collection.
  let size: Int
  /// Commands that are measured.
  let commands: Int
  private let elements: Workload
  private let seed: UInt64

  init(_ operation: Operation, size: Int, commands: Int, seed: UInt64) {
    self.operation = operation
    self.size = size
    self.seed = seed
    elements = Workload(keys: size, seed: seed)
    // A range replies a hundred elements.
    let isRange = operation == .listRange || operation == .rankRange || operation == .entryRange
    self.commands = isRange ? max(1, commands / 10) : commands
  }

  /// Gives the commands that make the collection, as requests.
  func writeConstruction<Failure: Error>(
    to sink: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = CollectionRequests(elements)
    for index in 0..<size {
      switch operation {
      case .setField, .getField: writer.command("HSET", element: index, value: index)
      case .pushAndPop, .listRange: writer.command("RPUSH", element: index)
      case .addAndRemove, .isMember: writer.command("SADD", element: index)
      case .setScore, .rankRange, .rank: writer.command("ZADD", number: elements.key(index), element: index)
      case .append, .entryRange: writer.append(element: index)
      }
      try writer.chunk.drainIfFull(to: sink)
    }
    try writer.chunk.drain(to: sink)
  }

  /// Gives the commands that are measured, as requests.
  func writeCommands<Failure: Error>(to sink: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
    var writer = CollectionRequests(elements)
    var numbers = RandomNumbers(seed: seed)
    for index in 0..<commands {
      let element = numbers.below(size)
      switch operation {
      case .setField: writer.command("HSET", element: element, value: index)
      case .getField: writer.command("HGET", element: element)
      case .pushAndPop: index % 2 == 0 ? writer.command("LPUSH", element: element) : writer.command("LPOP")
      case .listRange: writer.command("LRANGE", "0", "99")
      case .addAndRemove: writer.command(index % 2 == 0 ? "SADD" : "SREM", element: size + index / 2)
      case .isMember: writer.command("SISMEMBER", element: element)
      case .setScore: writer.command("ZADD", number: numbers.below(size), element: element)
      case .rankRange: writer.command("ZRANGE", "0", "99")
      case .rank: writer.command("ZRANK", element: element)
      case .append: writer.append(element: element)
      case .entryRange: writer.command("XRANGE", "-", "+", "COUNT", "100")
      }
      try writer.chunk.drainIfFull(to: sink)
    }
    try writer.chunk.drain(to: sink)
  }
}

/// Requests on the key `collection`.
private struct CollectionRequests: ~Copyable {
  var chunk = RequestChunk()
  private var text = ByteWriter()
  private let elements: Workload

  init(_ elements: Workload) { self.elements = elements }

  private mutating func begin(_ name: StaticString, _ rest: Int) {
    RequestWriter.header(argumentCount: 2 + rest, to: &chunk.bytes)
    RequestWriter.argument(name, to: &chunk.bytes)
    RequestWriter.argument("collection", to: &chunk.bytes)
  }

  private mutating func add(element number: Int) {
    elements.writeKey(number, to: &text)
    Self.argument(text, to: &chunk.bytes)
  }

  private mutating func add(value number: Int) {
    elements.writeValue(number, to: &text)
    Self.argument(text, to: &chunk.bytes)
  }

  private static func argument(_ text: borrowing ByteWriter, to bytes: inout ByteWriter) {
    RequestWriter.argument(text.span, to: &bytes)
  }

  mutating func command(_ name: StaticString, _ arguments: StaticString...) {
    begin(name, arguments.count)
    for argument in arguments { RequestWriter.argument(argument, to: &chunk.bytes) }
  }

  mutating func command(_ name: StaticString, element: Int) {
    begin(name, 1)
    add(element: element)
  }

  mutating func command(_ name: StaticString, element: Int, value: Int) {
    begin(name, 2)
    add(element: element)
    add(value: value)
  }

  mutating func command(_ name: StaticString, number: Int, element: Int) {
    begin(name, 2)
    RequestWriter.argument(decimal: Int64(number), to: &chunk.bytes)
    add(element: element)
  }

  /// XADD with one field.
  mutating func append(element: Int) {
    begin("XADD", 3)
    RequestWriter.argument("*", to: &chunk.bytes)
    RequestWriter.argument("field", to: &chunk.bytes)
    add(element: element)
  }
}

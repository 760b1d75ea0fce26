/// A connection to a Redis server.
public final class RedisConnection {
  private let socket: LoopbackSocket
  private var received: [UInt8] = []
  private var consumed = 0

  /// Whether the server was seen to have ended the connection.
  public var isClosed: Bool { socket.isClosed }

  /// A connection to the port of that number on this machine.
  public init(port: Int) throws(SystemFailure) { socket = try LoopbackSocket(connectingTo: port) }

  /// Sends a command and returns its reply.
  @discardableResult
  public func command(_ arguments: [[UInt8]]) throws -> RedisReply {
    try socket.write(Self.request(arguments))
    return try read().reply
  }

  /// Sends a command and returns its reply.
  @discardableResult
  public func command(_ arguments: [String]) throws -> RedisReply { try command(arguments.map { Array($0.utf8) }) }

  /// Sends a command and returns the bytes of its reply.
  public func rawCommand(_ arguments: [[UInt8]]) throws -> [UInt8] {
    try socket.write(Self.request(arguments))
    return try read().bytes
  }

  /// Sends all `commands` at once and returns their replies.
  @discardableResult
  public func pipeline(_ commands: [[[UInt8]]]) throws -> [RedisReply] {
    try socket.write(commands.flatMap(Self.request))
    return try commands.map { _ in try read().reply }
  }

  /// Sends bytes as they are, for what no client would send.
  public func send(_ bytes: [UInt8]) throws { try socket.write(bytes) }

  /// Takes `expected`, a whole reply, from what has been received; false if that begins otherwise or is too short.
  public func takeReceived(_ expected: [UInt8]) -> Bool {
    guard received[consumed...].starts(with: expected) else { return false }
    consume(expected.count)
    return true
  }

  private func consume(_ count: Int) {
    consumed += count
    if consumed == received.count {
      received.removeAll(keepingCapacity: true)
      consumed = 0
    }
  }

  /// The next reply, and its bytes.
  public func read() throws -> (reply: RedisReply, bytes: [UInt8]) {
    while true {
      var reader = RedisReplyReader(received, offset: consumed)
      if let reply = try reader.next() {
        let bytes = Array(received[consumed..<reader.offset])
        consume(reader.offset - consumed)
        return (reply, bytes)
      }
      // All that has come, as a reply is read from its beginning again.
      received += try socket.read()
      received += try socket.readAvailable()
    }
  }

  /// What is received up to and with `end`: for replies that are too deep to be decoded.
  public func read(until end: [UInt8]) throws -> [UInt8] {
    while !received[consumed...].suffix(end.count).elementsEqual(end) { received += try socket.read() }
    let bytes = Array(received[consumed...])
    consume(bytes.count)
    return bytes
  }

  /// What has arrived and was not read yet, as it is; perhaps nothing.
  public func readAvailable() throws -> [UInt8] {
    received += try socket.readAvailable()
    defer {
      received.removeAll(keepingCapacity: true)
      consumed = 0
    }
    return Array(received[consumed...])
  }

  /// A command as a client sends it.
  public static func request(_ arguments: [[UInt8]]) -> [UInt8] {
    var bytes = Array("*\(arguments.count)\r\n".utf8)
    for argument in arguments { bytes += Array("$\(argument.count)\r\n".utf8) + argument + [0x0D, 0x0A] }
    return bytes
  }
}

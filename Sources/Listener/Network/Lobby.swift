import Bytes
import Engine

/// Looks after connections while the engine is occupied and no event loop runs: while it loads, or while a script does
/// not end.
///
/// It waits for nothing. Every look asks once which sockets have something, accepts new connections, and gives the hub
/// what has come. Connections that it has accepted are given to the event loop when that runs again.
final class Lobby {
  let hub: ClientHub
  private(set) var sockets: [ListeningSocket]
  private var poll = SocketPoll()
  private var input = [UInt8](repeating: 0, count: 1 << 14)
  /// The connections that wait for the event loop.
  private var newcomers: [LobbyTransport] = []
  /// Lets the event loop accept on a socket; until there is one, nothing need be done.
  var accept: (ListeningSocket) -> Void = { _ in }
  /// Lets the event loop close a socket.
  var close: (ListeningSocket) -> Void = { $0.close() }
  /// Keeps the event loop from accepting on a socket until it runs again: it may have been told already that somebody
  /// waits there whom the lobby lets in.
  var pause: (ListeningSocket) -> Void = { _ in }
  /// Called when there are newcomers.
  var welcome: () -> Void = {}

  init(_ hub: ClientHub, _ sockets: [ListeningSocket]) {
    self.hub = hub
    self.sockets = sockets
  }

  /// What connections that begin are given (Redis directive `tcp-keepalive`).
  var keepAlive: Int { hub.engine.configuration.integer("tcp-keepalive") }

  /// Closes the sockets that listen to other machines and to this one; those in the file system stay.
  func closeListening() {
    for socket in sockets where socket.path == nil { close(socket) }
    sockets.removeAll { $0.path == nil }
  }

  /// Listens on `sockets`, of which those it has are among.
  func listen(on sockets: [ListeningSocket]) {
    let before = Set(self.sockets.map(\.descriptor))
    self.sockets = sockets
    for socket in sockets where !before.contains(socket.descriptor) { accept(socket) }
  }

  /// Looks once.
  func look() {
    let before = newcomers.count
    hub.serveMeanwhile {
      let connections = hub.connectionsMeanwhile
      poll.removeAll()
      for socket in sockets { poll.add(socket.descriptor) }
      for connection in connections { poll.add(connection.transport.socket) }
      guard poll.look() else { return }
      for (index, socket) in sockets.enumerated() where poll.isReady(index) {
        pause(socket)
        acceptAll(from: socket)
      }
      for (index, connection) in connections.enumerated() where poll.isReady(sockets.count + index) {
        receive(connection)
      }
    }
    if newcomers.count > before { welcome() }
  }

  /// The connections that are to be given to the event loop; each only once.
  func takeNewcomers() -> [LobbyTransport] {
    defer { newcomers = [] }
    return newcomers.filter { $0.socket >= 0 }
  }

  private func acceptAll(from socket: ListeningSocket) {
    while let descriptor = SocketCalls.accept(from: socket.descriptor) {
      let transport = LobbyTransport(descriptor)
      guard let connection = hub.accept(transport, SocketPeer.describe(descriptor, on: socket, keepAlive)) else {
        continue
      }
      transport.connection = connection
      newcomers.append(transport)
      receive(connection)
    }
  }

  private func receive(_ connection: ClientConnection) {
    if let transport = connection.transport as? SocketTransport { return look(at: transport, of: connection) }
    let count = SocketCalls.receive(into: &input, from: connection.transport.socket)
    if count > 0 { return pass(input, 0..<count, from: connection) }
    if count == 0 { hub.inputEnded(connection) }
  }

  /// Receives from a socket of the event loop. That may have been told already that something is there, and takes it for
  /// granted: so one byte is left for it, and its end too.
  private func look(at transport: SocketTransport, of connection: ClientConnection) {
    let count = SocketCalls.receive(into: &input, from: transport.socket, leaving: true)
    let known = transport.bytesKnown
    guard count > known else { return }
    pass(input, known..<count, from: connection)
    guard transport.socket >= 0 else { return }
    if count > 1 { _ = SocketCalls.receive(into: &input, limit: count - 1, from: transport.socket) }
    transport.bytesKnown = 1
  }
}

extension Lobby {
  private func pass(_ bytes: [UInt8], _ range: Range<Int>, from connection: ClientConnection) {
    hub.receive(bytes.span.extracting(range), from: connection)
  }
}

/// A connection that no event loop knows yet.
final class LobbyTransport: ClientTransport {
  private(set) var socket: Int32
  /// What the other end does not take.
  var kept = ByteWriter(minimumCapacity: 0)
  var connection: ClientConnection?
  /// Whether the event loop is about to take the socket, and closes it.
  private(set) var isLeaving = false

  init(_ socket: Int32) { self.socket = socket }

  func send(_ bytes: Span<UInt8>) {
    guard socket >= 0 else { return }
    let sent = kept.isEmpty ? SocketCalls.send(bytes, to: socket) : 0
    if sent < bytes.count { kept.append(bytes.extracting(sent..<bytes.count)) }
  }

  var takesMore: Bool { kept.isEmpty }
  let memory = 1 << 10
  var unsentCount: Int { kept.count }

  func close() {
    if socket >= 0, !isLeaving { SocketCalls.close(socket) }
    socket = -1
  }

  /// The socket, for the event loop.
  func leave() -> Int32 {
    isLeaving = true
    return socket
  }
}

import Bytes
import Disk
import Engine
import EngineHarness
import Listener

/// The other end of a connection, in memory.
final class MemoryTransport: ClientTransport {
  private(set) var received: [UInt8] = []
  private(set) var isClosed = false
  /// Whether the other end reads.
  var reads = true
  private var kept: [UInt8] = []

  func send(_ bytes: Span<UInt8>) {
    if reads { received += [UInt8](copying: bytes) } else { kept += [UInt8](copying: bytes) }
  }

  var takesMore: Bool { reads || kept.count < 1024 }
  var unsentCount: Int { kept.count }
  let socket: Int32 = -1
  let memory = 1 << 10
  func close() { isClosed = true }

  func readOn() {
    reads = true
    received += kept
    kept = []
  }

  /// What has come since the last time.
  func take() -> String {
    defer { received = [] }
    return String(decoding: received, as: UTF8.self)
  }
}

/// Connections in memory to an engine on a simulated disk.
final class MemoryHub {
  let harness: EngineHarness
  let hub: ClientHub
  private(set) var wantsTurn = false
  private(set) var hasEnded = false

  init(_ settings: [String: String] = [:]) throws {
    harness = try EngineHarness(.simulated, settings)
    try harness.start()
    hub = ClientHub(harness.engine)
    hub.wantsTurn = { [unowned self] in wantsTurn = true }
    hub.engineEnded = { [unowned self] in hasEnded = true }
  }

  /// A client that has connected.
  final class Client {
    let transport = MemoryTransport()
    private let owner: MemoryHub
    private(set) var connection: ClientConnection?

    init(_ owner: MemoryHub, _ peer: ClientPeer) {
      self.owner = owner
      connection = owner.hub.accept(transport, peer)
    }

    /// Sends without a turn.
    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
      guard let connection else { return }
      owner.hub.receive(bytes.span, from: connection)
    }

    /// Sends, ends the turn, and gives what has come.
    @discardableResult
    func call(_ text: String) -> String {
      send(text)
      owner.turn()
      return transport.take()
    }

    func endInput() {
      guard let connection else { return }
      owner.hub.inputEnded(connection)
      owner.turn()
    }

    func readOn() {
      transport.readOn()
      guard let connection else { return }
      owner.hub.canSend(connection)
    }
  }

  func connect(_ address: String = "127.0.0.1:5", isLocal: Bool = true) -> Client {
    Client(self, ClientPeer(address: address, localAddress: "127.0.0.1:6379", descriptor: 9, isLocal: isLocal))
  }

  /// Ends turns until nothing asks for another.
  func turn() {
    repeat {
      wantsTurn = false
      hub.endTurn()
    } while wantsTurn && !hasEnded
  }

  /// Lets time pass, with the periodic work.
  func wait(milliseconds: Int64) {
    harness.clock.sleep(milliseconds * 1000)
    hub.tick()
    turn()
  }
}

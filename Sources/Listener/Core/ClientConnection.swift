import Bytes
public import Commands
import Engine

/// One connection: what it has sent and not run, and what it is to get and does not take yet. It performs no input and
/// no output itself.
public final class ClientConnection {
  /// The engine's side of it.
  public let session: Session
  private(set) var transport: any ClientTransport
  var stream = ClientStream()
  /// Replies and messages that the transport does not take.
  var held = ByteWriter(minimumCapacity: 0)
  /// Whether it ends as soon as its replies are sent.
  var closesAfterReplies = false
  /// Whether it is over: nothing more is run or sent.
  var isOver = false
  /// Whether it is among those that a pause keeps.
  var isPaused = false
  /// Replies that wait for the end of the turn, in bytes.
  var gathered = 0
  /// The most that waited so within the last seconds.
  var gatheredPeak = 0
  /// Its share of ``ClientMemory/total``.
  var weight = 0
  /// Since when more is held than the soft limit allows, in microseconds of Unix time.
  var overSoftLimitSince: Int64?
  /// When something was received or sent last, in microseconds of Unix time.
  var lastInteraction: Int64

  init(_ session: Session, _ transport: any ClientTransport) {
    self.session = session
    self.transport = transport
    lastInteraction = session.createdAt
  }

  /// Bytes that wait for the other end.
  var unsent: Int { held.count + transport.unsentCount }

  /// Sends `bytes` now, or keeps them until the other end takes more.
  func deliver(_ bytes: Span<UInt8>) {
    if held.isEmpty, transport.takesMore { transport.send(bytes) } else { held.append(bytes) }
  }

  /// Sends what was held, as the transport takes more.
  func drain() {
    guard !held.isEmpty, transport.takesMore else { return }
    var rest = ByteWriter(minimumCapacity: 0)
    swap(&rest, &held)
    Self.send(rest, transport)
  }

  /// Goes on with another transport for the same socket.
  func move(to other: any ClientTransport) { transport = other }

  private static func send(_ bytes: borrowing ByteWriter, _ transport: any ClientTransport) {
    transport.send(bytes.span)
  }

}

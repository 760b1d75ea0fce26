import Bytes
public import Commands
import RESP

/// What one of many clients has sent, and how far it was run.
///
/// It performs no input and no output: its host gives it what a client has sent, lets the engine's replies out after
/// ``Engine/flush()``, and continues it when what it waited for has come. Nothing is allocated per request, and while
/// every request that begins in a piece also ends in it, nothing is copied.
public struct ClientStream: ~Copyable {
  /// Why no further request is run for the time being, or ever.
  public enum Stop: Equatable, Sendable {
    /// All complete requests have run.
    case idle
    /// The last command waits for an element (BLPOP and its like).
    case waits
    /// A pause concerns the next command (CLIENT PAUSE).
    case paused
    /// A command has ended the session or the engine: QUIT, SHUTDOWN, CLIENT KILL.
    case closed
    /// What follows is no request: the reply that says so is the last one.
    case malformed
    /// What follows is HTTP, which somebody tricked a browser into sending: the connection ends without a word.
    case foreign
  }

  private var scanner = RequestScanner()
  /// What was not run yet.
  private var pending = ByteWriter(minimumCapacity: 0)
  /// Why the last request was not followed by the next.
  public private(set) var stop = Stop.idle

  /// A client that has sent nothing.
  public init() {}

  /// Bytes that have come and were not run yet.
  public var pendingCount: Int { pending.count }

  /// Room behind those bytes; none while there are no such bytes.
  public var pendingRoom: Int { pending.isEmpty ? 0 : pending.allocatedCount - pending.count }

  /// Bytes of memory that it has, beside its own.
  public var memory: Int {
    pending.allocatedCount + scanner.arguments.capacity * MemoryLayout<Range<Int>>.stride
  }

  /// The first of those bytes.
  public func pendingStart(_ limit: Int) -> [UInt8] {
    pending.withSpan { [UInt8](copying: $0.extracting(0..<min(limit, $0.count))) }
  }

  /// Runs the requests that are complete with `bytes`, which `session` has sent, and appends their replies to the
  /// engine's.
  ///
  /// O(bytes), but for what the commands take.
  public mutating func receive(
    _ bytes: Span<UInt8>, _ batch: inout RequestBatch, _ engine: Engine, _ session: Session
  ) {
    guard stop == .idle else { return pending.append(bytes) }
    guard pending.isEmpty else {
      pending.append(bytes)
      return resume(&batch, engine, session)
    }
    let consumed = Self.run(bytes, &scanner, &batch, engine, session, &stop)
    if consumed < bytes.count { pending.append(bytes.extracting(consumed..<bytes.count)) }
  }

  /// Goes on with what waits, after the reason to stop has gone.
  public mutating func resume(_ batch: inout RequestBatch, _ engine: Engine, _ session: Session) {
    stop = .idle
    guard !pending.isEmpty else { return }
    let consumed = Self.runPending(pending, &scanner, &batch, engine, session, &stop)
    if consumed == pending.count {
      pending = ByteWriter(minimumCapacity: 0)
    } else if consumed > 0 {
      pending.removeFirst(consumed)
    }
  }

  /// Forgets what waits.
  public mutating func discard() {
    pending = ByteWriter(minimumCapacity: 0)
    scanner.reset()
  }

  private static func runPending(
    _ pending: borrowing ByteWriter, _ scanner: inout RequestScanner, _ batch: inout RequestBatch, _ engine: Engine,
    _ session: Session, _ stop: inout Stop
  ) -> Int {
    run(pending.span, &scanner, &batch, engine, session, &stop)
  }
}

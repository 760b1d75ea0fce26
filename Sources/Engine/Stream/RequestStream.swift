public import Bytes
public import Commands
import Disk
import RESP

/// Runs a stream of requests in bulk, as `redis-cli --pipe` has a server do.
///
/// The stream is read in large chunks. All requests of a chunk run one after the other; then what they left goes to the
/// append-only file with one write and, under `appendfsync always`, one fsync. Only then do their replies count.
public struct RequestStream: ~Copyable {
  /// An error reply.
  public struct Failure: Sendable, Equatable {
    /// The request's number, from 1.
    public let request: Int
    /// The offset of the request's first byte in the stream.
    public let offset: Int
    /// The reply without its leading `-`.
    public let message: [UInt8]
  }

  /// Why the stream was not read further.
  public enum End: Sendable, Equatable {
    /// All of it was read.
    case complete
    /// It ends within a request, which began at this offset.
    case torn(offset: Int)
    /// At this offset it is no request; the error is among the failures.
    case malformed(offset: Int)
    /// A request got an error reply, which was to end the stream.
    case bailed
    /// A command closed the session: QUIT or SHUTDOWN.
    case closed
    /// The engine stopped by itself; ``Engine/endReason`` says why.
    case stopped
  }

  /// What came of the requests so far.
  public struct Summary: Sendable, Equatable {
    /// Requests that were run and whose effects were written as the fsync policy asks.
    public var replies = 0
    /// Those that got an error reply.
    public var errors = 0
    /// Bytes of the stream that were run.
    public var bytes = 0
    /// The first error replies.
    public var failures: [Failure] = []
    /// Why the stream was not read further.
    public var end = End.complete
  }

  /// Bytes that are read at once.
  public static let chunk = 1 << 20
  /// Microseconds between two calls of the engine's cron.
  private static let cronInterval: Int64 = 100_000

  private let engine: Engine
  private let session: Session
  /// Error replies that are kept.
  private let failureLimit: Int
  private let bails: Bool
  private var scanner = RequestScanner()
  private var batch = RequestBatch()
  private var buffer = ByteWriter(minimumCapacity: chunk)
  private var nextCron: Int64
  private var isOver = false
  /// What came of the requests so far.
  public private(set) var summary = Summary()

  /// A stream of requests of `session`; the first `failureLimit` error replies are kept, and with `bails` the first ends
  /// the stream.
  public init(_ engine: Engine, session: Session, failureLimit: Int = 10, bails: Bool = false) {
    self.engine = engine
    self.session = session
    self.failureLimit = failureLimit
    self.bails = bails
    scanner.limits.maximumBulkLength = engine.context.settings.maximumBulkLength
    nextCron = engine.clock.monotonic() + Self.cronInterval
  }

  /// Runs all that `source` gives.
  ///
  /// `source` appends at most as many bytes as it is asked for, says how many, and 0 at the end. `progress` is called
  /// after each chunk. O(bytes); nothing is allocated per request. Rethrows what `source` throws; ``summary`` then
  /// tells of what was run before.
  public mutating func run<Failure: Error>(
    progress: (Summary) -> Void = { _ in },
    from source: (inout ByteWriter, Int) throws(Failure) -> Int
  ) throws(Failure) -> Summary {
    while !isOver {
      // As much again as there is keeps the work in proportion to the size of a large request.
      let taken = try source(&buffer, max(Self.chunk, buffer.count))
      if taken == 0 { finish() } else { runChunk() }
      progress(summary)
    }
    return summary
  }

  private mutating func finish() {
    isOver = true
    if !buffer.isEmpty { summary.end = .torn(offset: summary.bytes) }
  }

  /// Runs the complete requests in the buffer, writes what they left, and drops them.
  private mutating func runChunk() {
    var counts = Counts(
      base: summary.bytes, earlier: summary.replies, room: failureLimit - summary.failures.count,
      bails: bails)
    let consumed = Self.runRequests(buffer, &scanner, &batch, engine, session, &counts)
    let ran = counts.summary
    engine.flush()
    if engine.state != .running, !session.isClosing {
      // What was not written may be lost: its replies are not given.
      isOver = true
      summary.end = .stopped
      return
    }
    summary.replies += ran.replies
    summary.errors += ran.errors
    summary.failures += ran.failures
    summary.bytes += consumed
    if ran.end != .complete {
      summary.end = ran.end
      isOver = true
    }
    buffer.removeFirst(consumed)
    if engine.clock.monotonic() >= nextCron {
      engine.cron()
      nextCron = engine.clock.monotonic() + Self.cronInterval
    }
  }
}

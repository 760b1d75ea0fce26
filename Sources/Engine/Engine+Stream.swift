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
  /// Requests that share one look at the clock.
  private static let requestsPerTick = 64
  /// Microseconds between two calls of the engine's cron.
  private static let cronInterval: Int64 = 100_000

  private let engine: Engine
  private let session: Session
  /// Error replies that are kept.
  private let failureLimit: Int
  private var scanner = RequestScanner()
  private var buffer = ByteWriter(minimumCapacity: chunk)
  private var nextCron: Int64
  private var isOver = false
  /// What came of the requests so far.
  public private(set) var summary = Summary()

  /// A stream of requests of `session`; the first `failureLimit` error replies are kept.
  public init(_ engine: Engine, session: Session, failureLimit: Int = 10) {
    self.engine = engine
    self.session = session
    self.failureLimit = failureLimit
    scanner.limits.maximumBulkLength = engine.context.settings.maximumBulkLength
    nextCron = engine.clock.monotonic() + Self.cronInterval
  }

  /// Runs all that `source` gives.
  ///
  /// `source` appends at most as many bytes as it is asked for, says how many, and 0 at the end. `progress` is called
  /// after each chunk. O(bytes); nothing is allocated per request. Rethrows what `source` throws; ``summary`` then tells
  /// of what was run before.
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
    let failed = summary.failures.count
    var counts = Summary()
    let consumed = Self.runRequests(
      buffer, &scanner, engine, session, base: summary.bytes, earlier: summary.replies,
      room: failureLimit - failed, &counts)
    engine.flush()
    if engine.state != .running, !session.isClosing {
      // What was not written may be lost: its replies are not given.
      isOver = true
      summary.end = .stopped
      return
    }
    summary.replies += counts.replies
    summary.errors += counts.errors
    summary.failures += counts.failures
    summary.bytes += consumed
    if counts.end != .complete {
      summary.end = counts.end
      isOver = true
    }
    buffer.removeFirst(consumed)
    if engine.clock.monotonic() >= nextCron {
      engine.cron()
      nextCron = engine.clock.monotonic() + Self.cronInterval
    }
  }

  /// Runs what is complete in `bytes` and says how many bytes that was.
  private static func runRequests(
    _ buffer: borrowing ByteWriter, _ scanner: inout RequestScanner, _ engine: Engine, _ session: Session, base: Int,
    earlier: Int, room: Int, _ counts: inout Summary
  ) -> Int {
    let bytes = buffer.span
    var position = 0
    engine.enter(session)
    while true {
      let message: [UInt8]?
      let start = position
      switch scanner.next(bytes, from: position) {
      case .request(let end):
        if counts.replies & (requestsPerTick - 1) == 0 { engine.tick() }
        message = engine.runInBulk(bytes, &scanner, position..<end, wantsMessage: counts.failures.count < room)
        position = end
      case .empty(let end):
        position = end
        continue
      case .incomplete: return position
      case .failure(let error):
        message = Array("ERR ".utf8) + error.message
        counts.end = .malformed(offset: base + position)
      }
      counts.replies += 1
      if let message {
        counts.errors += 1
        let failure = Failure(request: earlier + counts.replies, offset: base + start, message: message)
        if counts.failures.count < room { counts.failures.append(failure) }
      }
      if session.isClosing { counts.end = .closed }
      if counts.end != .complete { return position }
    }
  }
}

extension Engine {
  /// Makes `session` the one whose commands run.
  fileprivate func enter(_ session: Session) {
    context.session = session
    context.reply.version = session.version
  }

  /// Lets the time go on.
  fileprivate func tick() { context.microseconds = clock.now() }

  /// Runs the request that `scanner` found at `range`. Returns the text of an error reply, which is empty when it is not
  /// wanted.
  @inline(__always)
  fileprivate func runInBulk(
    _ bytes: Span<UInt8>, _ scanner: inout RequestScanner, _ range: Range<Int>, wantsMessage: Bool
  ) -> [UInt8]? {
    let refusals = statistics.errorReplies
    if let inline = scanner.inlineArguments {
      dispatch(OwnedArguments(inline).view)
    } else {
      dispatch(Arguments(bytes, scanner.arguments.span, canonical: scanner.isCanonical ? range : 0..<0))
    }
    defer { context.reply.bytes.removeAll(keepingAtMost: 1 << 20) }
    return statistics.errorReplies == refusals ? nil : errorReply(wantsMessage: wantsMessage)
  }

  /// The text of the error that is the whole reply; nil when errors only occur within it, as in that of EXEC.
  private func errorReply(wantsMessage: Bool) -> [UInt8]? {
    context.reply.bytes.withSpan { reply in
      guard reply.count > 0, reply[0] == UInt8(ascii: "-") else { return nil }
      return wantsMessage ? [UInt8](copying: reply.extracting(1..<max(1, reply.count - 2))) : []
    }
  }
}

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
  /// Microseconds between two calls of the engine's cron.
  private static let cronInterval: Int64 = 100_000

  private let engine: Engine
  private let session: Session
  /// Error replies that are kept.
  private let failureLimit: Int
  private var scanner = RequestScanner()
  private var batch = RequestBatch()
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
      base: summary.bytes, earlier: summary.replies, room: failureLimit - summary.failures.count)
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

extension RequestStream {
  /// Runs what is complete in `buffer` and says how many bytes that was.
  private static func runRequests(
    _ buffer: borrowing ByteWriter, _ scanner: inout RequestScanner, _ batch: inout RequestBatch, _ engine: Engine,
    _ session: Session, _ counts: inout Counts
  ) -> Int {
    let bytes = buffer.span
    var position = 0
    engine.enter(session)
    defer { engine.endBatches() }
    while true {
      let ended = scan(bytes, &scanner, &batch, from: &position)
      engine.tick()
      engine.beginBatch()
      engine.context.prepare(batch, in: bytes)
      for index in 0..<batch.count {
        let place = batch.place(index)
        let message = engine.runInBulk(batch.arguments(index, in: bytes), wantsMessage: counts.wantsMessage)
        counts.add(message, at: place.lowerBound)
        if session.isClosing { return counts.close(at: place.upperBound) }
      }
      switch ended {
      case .full: continue
      case .incomplete: return position
      case .failure(let error): return counts.fail(Array("ERR ".utf8) + error.message, at: position)
      case .inline(let arguments, let start):
        counts.add(engine.runInBulk(OwnedArguments(arguments).view, wantsMessage: counts.wantsMessage), at: start)
        if session.isClosing { return counts.close(at: position) }
      }
    }
  }

  /// Why a batch is not continued.
  private enum BatchEnd {
    case full, incomplete
    case failure(ProtocolError)
    /// A request whose arguments are not those in the stream, byte by byte; it began at `start`.
    case inline([[UInt8]], start: Int)
  }

  /// Gathers the requests that begin at `position`, and moves that behind them.
  private static func scan(
    _ bytes: Span<UInt8>, _ scanner: inout RequestScanner, _ batch: inout RequestBatch, from position: inout Int
  ) -> BatchEnd {
    batch.removeAll()
    while !batch.isFull {
      let start = position
      switch scanner.next(bytes, from: start) {
      case .request(let end):
        position = end
        if let arguments = scanner.inlineArguments { return .inline(arguments, start: start) }
        batch.append(scanner.arguments, at: start..<end, isCanonical: scanner.isCanonical)
      case .empty(let end): position = end
      case .incomplete: return .incomplete
      case .failure(let error): return .failure(error)
      }
    }
    return .full
  }

  /// What the requests of one chunk brought.
  private struct Counts {
    /// The offset in the stream of the chunk's first byte.
    let base: Int
    /// Requests before this chunk.
    let earlier: Int
    /// Error replies that may still be kept.
    let room: Int
    var summary = Summary()

    var wantsMessage: Bool { summary.failures.count < room }

    /// Counts a request; `message` is that of its error reply.
    mutating func add(_ message: [UInt8]?, at offset: Int) {
      summary.replies += 1
      guard let message else { return }
      summary.errors += 1
      guard wantsMessage else { return }
      summary.failures.append(
        Failure(request: earlier + summary.replies, offset: base + offset, message: message))
    }

    /// The session ended with the request before `offset`.
    mutating func close(at offset: Int) -> Int {
      summary.end = .closed
      return offset
    }

    /// At `offset` there is no request.
    mutating func fail(_ message: [UInt8], at offset: Int) -> Int {
      add(message, at: offset)
      summary.end = .malformed(offset: base + offset)
      return offset
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

  /// Runs one request. Returns the text of an error reply, which is empty when it is not wanted.
  @inline(__always)
  fileprivate func runInBulk(_ arguments: Arguments, wantsMessage: Bool) -> [UInt8]? {
    let refusals = statistics.errorReplies
    dispatch(arguments)
    let waits = context.session.wait != nil
    if waits { waitInBulk() }
    defer { context.reply.bytes.removeAll(keepingAtMost: 1 << 20) }
    return statistics.errorReplies == refusals && !waits ? nil : errorReply(wantsMessage: wantsMessage)
  }

  /// The text of the error that is the whole reply; nil when errors only occur within it, as in that of EXEC.
  private func errorReply(wantsMessage: Bool) -> [UInt8]? {
    context.reply.bytes.withSpan { reply in
      guard reply.count > 0, reply[0] == UInt8(ascii: "-") else { return nil }
      return wantsMessage ? [UInt8](copying: reply.extracting(1..<max(1, reply.count - 2))) : []
    }
  }
}

import Bytes
import Commands
public import Engine

/// All connections of an engine, without input and output: what they send is run as it comes, and nothing is answered
/// before the end of the turn, when what all of them have changed was written with one write and, under `appendfsync
/// always`, one fsync.
///
/// Its host tells it what happens to connections and calls ``endTurn()`` before it waits again, and ``tick()`` when
/// ``nextTick`` has come.
public final class ClientHub {
  /// Where replies of a connection lie among those of the turn.
  struct Segment {
    let connection: ClientConnection
    let replies: Range<Int>
  }

  /// The engine.
  public let engine: Engine
  /// Called at the first thing of a turn that ``endTurn()`` must end.
  public var wantsTurn: () -> Void = {}
  /// Called when the engine has ended, by SHUTDOWN or because of an error.
  public var engineEnded: () -> Void = {}
  /// The connections by the numbers of their sessions.
  var connections: [Int: ClientConnection] = [:]
  var batch = RequestBatch()
  var segments: [Segment] = []
  /// Sessions for which something waits.
  var heeded: [Session] = []
  /// Connections whose next command a pause keeps.
  var paused: [ClientConnection] = [] { didSet { engine.network.paused = paused.count } }
  /// Connections that end with the turn.
  var ending: [ClientConnection] = []
  private var turnIsWanted = false
  var limits: OutputLimits
  private var settingsHeeded = -1
  var lastWarning: Int64 = 0
  var memory = ClientMemory()
  /// Whose requests are run.
  var running = Running()
  /// Whose script takes so long that others are served.
  var interrupted = Running()
  /// Requests that are run while those of ``batch`` wait for the end of a script.
  private var batchMeanwhile = RequestBatch()
  /// Whether others are served while the engine is occupied.
  var isMeanwhile = false

  /// A hub without connections.
  public init(_ engine: Engine) {
    self.engine = engine
    limits = OutputLimits(engine.configuration)
    engine.context.clients.measure = { [weak self] in self?.measure($0) }
    heedSettings()
  }

  /// Takes over directives if some have changed since the last time.
  func heedSettings() {
    guard settingsHeeded != engine.settingsApplied else { return }
    settingsHeeded = engine.settingsApplied
    limits = OutputLimits(engine.configuration)
    engine.context.replyLimit = limits.ofReplies
  }

  /// How many connections there are.
  public var count: Int { connections.count }

  func wantTurn() {
    if turnIsWanted { return }
    turnIsWanted = true
    wantsTurn()
  }

  // MARK: What happens to connections

  /// Runs what a connection has sent.
  public func receive(_ bytes: Span<UInt8>, from connection: ClientConnection) {
    guard !connection.isOver, !connection.closesAfterReplies, engine.isServing else { return }
    engine.network.inputBytes += bytes.count
    engine.network.reads += 1
    let start = engine.replyCount
    running = Running(connection, repliesFrom: start, adding: bytes.count)
    if !connection.session.outbox.isEmpty { engine.appendReply(connection.session.takeMessages()) }
    if isMeanwhile {
      connection.stream.receive(bytes, &batchMeanwhile, engine, connection.session)
    } else {
      connection.stream.receive(bytes, &batch, engine, connection.session)
    }
    settle(connection, repliesFrom: start)
  }

  /// The other end sends nothing more: as for Redis, the connection is over when its replies are sent.
  public func inputEnded(_ connection: ClientConnection) {
    guard !connection.isOver, !connection.closesAfterReplies else { return }
    engine.logClient("Client closed connection", connection.session)
    if connection.stream.stop == .waits { engine.endSession(connection.session) }
    finish(connection)
  }

  /// What the other end sends cannot be read, for `reason`.
  public func readFailed(_ connection: ClientConnection, _ reason: String) {
    if !connection.isOver { engine.logVerbose("Reading from client: \(reason)") }
  }

  /// The transport of a connection takes more again.
  public func canSend(_ connection: ClientConnection) {
    connection.drain()
    if memory.limit > 0 { weigh(connection) }
    if connection.unsent == 0 { connection.overSoftLimitSince = nil }
  }

  /// The transport of a connection is gone.
  public func disconnected(_ connection: ClientConnection) {
    guard connections[connection.session.id] != nil else { return connection.isOver = true }
    connection.isOver = true
    if connection.isPaused { paused.removeAll { $0 === connection } }
    connections[connection.session.id] = nil
    memory.forget(connection)
    connection.session.heed = nil
    engine.endSession(connection.session)
  }

  /// Takes note of what running commands of a connection has come to.
  func settle(_ connection: ClientConnection, repliesFrom start: Int) {
    let count = engine.replyCount
    running.session = -1
    if count > start {
      segments.append(Segment(connection: connection, replies: start..<count))
      connection.gathered += count - start
    }
    connection.lastInteraction = engine.context.microseconds
    switch connection.stream.stop {
    case .idle, .waits: break
    case .paused:
      if !connection.isPaused { paused.append(connection) }
      connection.isPaused = true
    case .closed, .malformed: finish(connection)
    case .foreign:
      warnOfForeigner()
      end(connection)
    }
    if connection.stream.pendingCount > 0 { checkInput(connection) }
    if memory.limit > 0 {
      weigh(connection)
      if memory.total >= memory.limit { evictConnections() }
    }
    wantTurn()
  }

  /// Ends a connection after its replies.
  func finish(_ connection: ClientConnection) {
    guard !connection.closesAfterReplies else { return }
    connection.closesAfterReplies = true
    ending.append(connection)
    wantTurn()
  }

  /// Ends a connection with the turn, without sending anything more.
  func end(_ connection: ClientConnection) {
    guard !connection.isOver else { return }
    connection.isOver = true
    connection.stream.discard()
    ending.append(connection)
    wantTurn()
  }

  func turnBegins() { turnIsWanted = false }
}

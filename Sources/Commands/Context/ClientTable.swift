/// The sessions of an engine: what CLIENT works on, and who monitors.
public struct ClientTable {
  /// The sessions by their number.
  private var sessions: [Int: Session] = [:]
  /// The sessions that are told of every command (MONITOR).
  public internal(set) var monitors: [Session] = [] {
    didSet { isWatchful = !monitors.isEmpty || pausedUntil > 0 }
  }
  /// Until when commands wait (CLIENT PAUSE), in microseconds of Unix time; 0 when they do not.
  public var pausedUntil: Int64 = 0 {
    didSet { isWatchful = !monitors.isEmpty || pausedUntil > 0 }
  }
  /// Whether every command must be looked at, because somebody monitors them or they may have to wait.
  public private(set) var isWatchful = false
  /// Whether only commands wait that may change something.
  public internal(set) var pausesOnlyWrites = false

  /// Fills in ``Session/buffers``, where there is a host that keeps something for sessions.
  public var measure: ((Session) -> Void)?

  /// No sessions.
  public init() {}

  /// The sessions in the order of their beginnings.
  public var all: [Session] { sessions.values.sorted { $0.id < $1.id } }
  /// Bytes that all sessions take.
  ///
  /// O(sessions).
  public var memory: Int {
    sessions.values.reduce(0) { sum, session in
      measure?(session)
      return sum + session.memory
    }
  }
  /// How many sessions there are.
  public var count: Int { sessions.count }

  /// The session of that number.
  public subscript(_ id: Int) -> Session? { sessions[id] }

  /// Notes a session that begins.
  public mutating func add(_ session: Session) { sessions[session.id] = session }

  /// Forgets a session that has ended.
  public mutating func remove(_ session: Session) {
    sessions[session.id] = nil
    monitors.removeAll { $0 === session }
  }

  /// Lets `session` be told of every command.
  mutating func monitor(_ session: Session) {
    guard !session.attention.contains(.monitors) else { return }
    session.attention.insert(.monitors)
    monitors.append(session)
  }

  /// Ends that.
  public mutating func endMonitoring(_ session: Session) {
    session.attention.remove(.monitors)
    monitors.removeAll { $0 === session }
  }
}

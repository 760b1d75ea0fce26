public import Keyspace

/// A key of a database.
public struct KeyPlace: Hashable, Sendable {
  /// The number of the database.
  public let database: Int
  /// The key.
  public let key: [UInt8]
}

/// What a session waits for.
public struct Wait: Sendable {
  /// The command that is run again.
  public let arguments: OwnedArguments
  /// The keys.
  public let places: [KeyPlace]
  /// The type that the value of a key must have.
  public let type: ValueType
  /// When the wait is over, Unix time in milliseconds; nil for never.
  public let deadline: Int64?
  /// Whether the wait ends with an error when a key is gone (XREADGROUP).
  public let needsKeys: Bool
  /// What ends it.
  public var purpose = Purpose.keys

  /// What a session may wait for.
  public enum Purpose: Sendable {
    /// One of the keys.
    case keys
    /// Replicas (WAIT), of which there are none; it ends with their number.
    case replicas
    /// The first rewrite of an append-only file that was switched on (CONFIG SET).
    case appendOnly
  }
}

/// Which sessions wait for which keys.
///
/// Costs nothing while nobody waits.
public struct BlockTable {
  private var queues: [KeyPlace: [Session]] = [:]
  private var ready: [KeyPlace] = []
  /// The sessions that wait, in the order in which they began.
  public private(set) var sessions: [Session] = []

  /// Nobody waits.
  public init() {}

  /// Whether nobody waits.
  public var isEmpty: Bool { sessions.isEmpty }
  /// Sessions that wait.
  public var count: Int { sessions.count }
  /// Whether keys have become ready that were waited for.
  public var hasReady: Bool { !ready.isEmpty }

  /// How many of them do not wait for ever.
  public var deadlineCount: Int { sessions.count { $0.wait?.deadline != nil } }

  /// The earliest deadline, Unix time in milliseconds.
  public var nextDeadline: Int64? { sessions.compactMap { $0.wait?.deadline }.min() }

  /// The sessions whose time is over at `time`, the longest over first.
  func overdue(at time: Int64) -> [Session] {
    let over = sessions.filter { ($0.wait?.deadline ?? .max) < time }
    return over.sorted { ($0.wait?.deadline ?? 0) < ($1.wait?.deadline ?? 0) }
  }

  mutating func begin(_ session: Session, _ wait: Wait) {
    session.wait = wait
    sessions.append(session)
    for place in Set(wait.places) { queues[place, default: []].append(session) }
  }

  /// Lets `session` wait no more.
  public mutating func end(_ session: Session) {
    guard let wait = session.wait else { return }
    session.wait = nil
    sessions.removeAll { $0 === session }
    for place in wait.places {
      queues[place]?.removeAll { $0 === session }
      if queues[place]?.isEmpty == true { queues[place] = nil }
    }
  }

  /// Takes note that a key may be ready.
  mutating func signal(_ place: KeyPlace) {
    if queues[place] != nil, !ready.contains(place) { ready.append(place) }
  }

  /// Takes note that a key may be gone, if anyone waits for it who needs it.
  mutating func signalGone(_ place: KeyPlace) {
    if queues[place]?.contains(where: { $0.wait?.needsKeys == true }) == true { signal(place) }
  }

  /// The key that became ready first.
  mutating func nextReady() -> KeyPlace? { ready.isEmpty ? nil : ready.removeFirst() }

  /// The sessions that wait for a key, in the order in which they are served.
  func sessions(at place: KeyPlace) -> [Session] { queues[place] ?? [] }

  /// The keys of a database that are waited for.
  func places(in database: Int) -> [KeyPlace] {
    sessions.flatMap { $0.wait?.places ?? [] }.filter { $0.database == database }
  }

  /// Lets a session that waits for another type be served after the others, as Redis does.
  mutating func putLast(_ session: Session, at place: KeyPlace) {
    queues[place]?.removeAll { $0 === session }
    queues[place]?.append(session)
  }
}

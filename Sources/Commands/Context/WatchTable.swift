/// Which sessions watch which keys. Costs nothing while nobody watches.
public struct WatchTable {
  private var sessions: [WatchedKey: [Session]] = [:]

  /// Whether nobody watches anything.
  public var isEmpty: Bool { sessions.isEmpty }

  /// Lets `session` watch `key`.
  public mutating func watch(_ key: WatchedKey, _ session: Session) {
    guard !session.watched.contains(key) else { return }
    session.watched.append(key)
    sessions[key, default: []].append(session)
  }

  /// Lets `session` watch nothing any more.
  public mutating func unwatchAll(_ session: Session) {
    for key in session.watched {
      sessions[key]?.removeAll { $0 === session }
      if sessions[key]?.isEmpty == true { sessions[key] = nil }
    }
    session.watched.removeAll()
    session.watchFailed = false
  }

  /// A watched key has changed.
  public func touch(_ key: WatchedKey) {
    for session in sessions[key] ?? [] { session.watchFailed = true }
  }

  /// The watched keys of one database, or of all.
  public func keys(in database: Int?) -> [WatchedKey] {
    sessions.keys.filter { database == nil || $0.database == database }
  }
}

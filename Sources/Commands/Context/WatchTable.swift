/// Which sessions watch which keys.
///
/// Costs nothing while nobody watches.
public struct WatchTable {
  private var sessions: [WatchedKey: [Session]] = [:]

  /// Nobody watches anything.
  public init() {}

  /// Whether nobody watches anything.
  public var isEmpty: Bool { sessions.isEmpty }

  /// Lets `session` watch `key`.
  ///
  /// Watching it a second time changes nothing.
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

  /// The value of a watched key has changed, been made or been removed.
  ///
  /// - Parameter exists: whether the key is there now. For a session that saw its time over already when it began to
  ///   watch, that the key is removed is no change.
  public func touch(_ key: WatchedKey, exists: Bool) {
    for session in sessions[key] ?? [] {
      if !exists, session.watchesExpired(key) {
        session.setWatches(key, expired: false)
      } else {
        session.watchFailed = true
      }
    }
  }

  /// What a watched key holds is replaced as a whole, by FLUSHALL, FLUSHDB or SWAPDB.
  ///
  /// A key whose time is over counts as no key: that it goes or comes is no change.
  public func replace(_ key: WatchedKey, existed: Bool, by replacement: Replacement) {
    guard existed || replacement != .nothing else { return }
    for session in sessions[key] ?? [] {
      switch (session.watchesExpired(key), replacement) {
      case (true, .nothing): session.setWatches(key, expired: false)
      case (true, .expired): break
      case (false, .expired) where !existed: session.setWatches(key, expired: true)
      default: session.watchFailed = true
      }
    }
  }

  /// What takes the place of a watched key.
  public enum Replacement: Sendable {
    /// No key.
    case nothing
    /// A key whose time is over.
    case expired
    /// A key that is alive.
    case alive
  }

  /// The watched keys of one database, or of all.
  public func keys(in database: Int?) -> [WatchedKey] {
    sessions.keys.filter { database == nil || $0.database == database }
  }
}

/// A key that a session watches; equal to any other with the same place and name.
public struct WatchedKey: Hashable, Sendable {
  /// The database of the key.
  public let database: Int
  /// The key.
  public let key: [UInt8]
  /// Whether the key's time was over, though it had not been removed, when it began to be watched.
  public internal(set) var wasExpired: Bool

  /// The key `key` of database `database`.
  public init(database: Int, key: [UInt8], wasExpired: Bool = false) {
    self.database = database
    self.key = key
    self.wasExpired = wasExpired
  }

  /// Whether both are the same key.
  public static func == (left: WatchedKey, right: WatchedKey) -> Bool {
    left.database == right.database && left.key == right.key
  }

  /// Hashes place and name.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(database)
    hasher.combine(key)
  }
}

extension Session {
  fileprivate func watchesExpired(_ key: WatchedKey) -> Bool {
    watched.first { $0 == key }?.wasExpired ?? false
  }

  fileprivate func setWatches(_ key: WatchedKey, expired: Bool) {
    guard let index = watched.firstIndex(of: key) else { return }
    watched[index].wasExpired = expired
  }
}

/// Who has read what, for those that want to know when it changes. Keys count whatever their database is, as in Redis.
public struct TrackingTable {
  private var readers: [[UInt8]: [Session]] = [:]
  private var sessions: [Session] = []
  /// Keys that have changed since broadcasts were sent last, and the number of the session that has changed them last; 0
  /// when it was time, or want of memory.
  private var changes: [[UInt8]: Int] = [:]
  /// Keys that may be remembered (Redis directive `tracking-table-max-keys`); 0 for any number.
  public var limit = 0

  /// Nobody tracks anything.
  init() {}

  /// Whether nobody tracks anything.
  public var isEmpty: Bool { sessions.isEmpty }
  /// Keys that somebody has read.
  public var keyCount: Int { readers.count }
  /// How often somebody has read one of them.
  public var itemCount: Int { readers.values.reduce(0) { $0 + $1.count } }
  /// How many prefixes are told of.
  public var prefixCount: Int { Set(sessions.flatMap { $0.tracking?.prefixes ?? [] }).count }
  /// A key to forget, if there are more than may be remembered.
  var excess: [UInt8]? { limit > 0 && readers.count > limit ? readers.keys.first : nil }
  /// How many sessions track.
  public var sessionCount: Int { sessions.count }

  mutating func begin(_ session: Session, _ tracking: Tracking) {
    var tracking = tracking
    if tracking.broadcasts {
      let known = session.tracking?.prefixes ?? []
      tracking.prefixes = Set(known + (tracking.prefixes.isEmpty ? [[]] : tracking.prefixes)).sorted {
        $0.lexicographicallyPrecedes($1)
      }
    }
    session.tracking = tracking
    session.attention.insert(.tracks)
    if !sessions.contains(where: { $0 === session }) { sessions.append(session) }
  }

  public mutating func end(_ session: Session) {
    guard session.tracking != nil else { return }
    session.tracking = nil
    session.attention.remove(.tracks)
    sessions.removeAll { $0 === session }
    for (key, known) in readers where known.contains(where: { $0 === session }) {
      let others = known.filter { $0 !== session }
      readers[key] = others.isEmpty ? nil : others
    }
  }

  mutating func remember(_ key: [UInt8], _ session: Session) {
    if readers[key]?.contains(where: { $0 === session }) == true { return }
    readers[key, default: []].append(session)
  }

  /// The sessions that have read `key`, which has changed, and forgets that they have. Who is told of prefixes hears of
  /// it with the next broadcasts.
  mutating func affected(by key: [UInt8], of changer: Session?) -> [Session] {
    if sessions.contains(where: { $0.tracking?.hasPrefix(of: key) == true }) { changes[key] = changer?.id ?? 0 }
    return forget(key)
  }

  /// Forgets who has read `key`, and says who that is.
  mutating func forget(_ key: [UInt8]) -> [Session] { readers.removeValue(forKey: key) ?? [] }

  /// Which keys every session must be told of that is told of prefixes, one message for each prefix; nobody is told
  /// twice.
  mutating func takeBroadcasts() -> [(reader: Session, keys: [[UInt8]])] {
    if changes.isEmpty { return [] }
    let changed = changes.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    changes = [:]
    var broadcasts: [(reader: Session, keys: [[UInt8]])] = []
    for reader in sessions {
      guard let tracking = reader.tracking else { continue }
      for prefix in tracking.prefixes {
        let keys = changed.filter { $0.key.starts(with: prefix) && !(tracking.skipsOwn && $0.value == reader.id) }
        if !keys.isEmpty { broadcasts.append((reader, keys.map(\.key))) }
      }
    }
    return broadcasts
  }

  /// All sessions, when everything has changed; what they have read is forgotten.
  mutating func affectedByAll() -> [Session] {
    readers = [:]
    return sessions
  }
}

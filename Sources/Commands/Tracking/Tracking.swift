import Bytes
import RESP

/// How one session is told of changes to what it has read (CLIENT TRACKING).
public struct Tracking: Sendable {
  /// The session that is told instead; 0 for the session itself.
  var redirect = 0
  /// Whether it is told of all keys with one of the prefixes, read or not.
  var broadcasts = false
  var prefixes: [[UInt8]] = []
  /// Whether only what is read after CLIENT CACHING YES counts.
  var optsIn = false
  /// Whether what is read after CLIENT CACHING NO does not count.
  var optsOut = false
  /// Whether its own changes do not count.
  var skipsOwn = false
  /// Whether CLIENT CACHING preceded the command.
  public var saidCaching = false
  /// Whether the session that is told instead is gone.
  var isBroken = false

  /// The words of CLIENT TRACKINGINFO.
  var flags: [StaticString] {
    var flags: [StaticString] = ["on"]
    if broadcasts { flags.append("bcast") }
    if optsIn { flags.append("optin") }
    if optsIn, saidCaching { flags.append("caching-yes") }
    if optsOut { flags.append("optout") }
    if optsOut, saidCaching { flags.append("caching-no") }
    if skipsOwn { flags.append("noloop") }
    if isBroken { flags.append("broken_redirect") }
    return flags
  }
}

/// Who has read what, for those that want to know when it changes. Keys count whatever their database is, as in Redis.
public struct TrackingTable {
  private var readers: [[UInt8]: [Session]] = [:]
  private var sessions: [Session] = []

  /// Nobody tracks anything.
  init() {}

  /// Whether nobody tracks anything.
  public var isEmpty: Bool { sessions.isEmpty }
  /// Keys that somebody has read.
  public var keyCount: Int { readers.count }
  /// How many sessions track.
  public var sessionCount: Int { sessions.count }

  mutating func begin(_ session: Session, _ tracking: Tracking) {
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

  /// The sessions that must be told that `key` has changed; those that have read it forget that.
  mutating func affected(by key: [UInt8]) -> [Session] {
    let told = readers.removeValue(forKey: key) ?? []
    return told
      + sessions.filter { session in
        guard let tracking = session.tracking, tracking.broadcasts else { return false }
        return tracking.prefixes.isEmpty || tracking.prefixes.contains { key.starts(with: $0) }
      }
  }

  /// All sessions, when everything has changed; what they have read is forgotten.
  mutating func affectedByAll() -> [Session] {
    readers = [:]
    return sessions
  }
}

extension CommandContext {
  /// Remembers the keys that a command of the running session has read.
  public func rememberReads(of command: Command, _ arguments: Arguments) {
    let session = session
    guard command.flags.contains(.readonly), let tracking = session.tracking, !tracking.broadcasts else { return }
    if tracking.optsIn != tracking.saidCaching, tracking.optsIn || tracking.optsOut { return }
    for position in command.keyPositions(arguments) {
      self.tracking.remember([UInt8](copying: arguments[position.index]), session)
    }
  }

  /// Tells those who track `key` that it has changed.
  func invalidate(_ key: Span<UInt8>) {
    let bytes = [UInt8](copying: key)
    for reader in tracking.affected(by: bytes) { tell(reader, bytes) }
  }

  /// Tells all who track anything that everything has changed.
  func invalidateAll() {
    guard !tracking.isEmpty else { return }
    for reader in tracking.affectedByAll() { tell(reader, nil) }
  }

  private func tell(_ reader: Session, _ key: [UInt8]?) {
    guard let tracking = reader.tracking, key == nil || !(tracking.skipsOwn && reader === session) else { return }
    guard tracking.redirect > 0 else {
      if reader.version == .resp3 { reader.post(invalidation(key, .resp3, isMessage: false)) }
      return
    }
    guard let target = clients[tracking.redirect] else {
      if !tracking.isBroken, reader.version == .resp3 {
        var writer = ReplyWriter(version: .resp3)
        writer.push(2)
        writer.bulk("tracking-redir-broken")
        writer.integer(tracking.redirect)
        reader.post(writer.bytes.array)
      }
      reader.tracking?.isBroken = true
      return
    }
    if target.version == .resp3 || target.attention.contains(.subscribed) {
      target.post(invalidation(key, target.version, isMessage: target.version == .resp2))
    }
  }

  private func invalidation(_ key: [UInt8]?, _ version: ProtocolVersion, isMessage: Bool) -> [UInt8] {
    var writer = ReplyWriter(version: version)
    writer.push(isMessage ? 3 : 2)
    if isMessage {
      writer.bulk("message")
      writer.bulk("__redis__:invalidate")
    } else {
      writer.bulk("invalidate")
    }
    if let key {
      writer.array(1)
      writer.bulk(key)
    } else {
      writer.null()
    }
    return writer.bytes.array
  }
}

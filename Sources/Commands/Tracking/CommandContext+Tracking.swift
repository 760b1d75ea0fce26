import Bytes
import RESP

extension CommandContext {
  /// Remembers the keys that a command of `session`, or of its script, has read.
  public func rememberReads(of command: Command, _ arguments: Arguments, by session: Session) {
    guard command.flags.contains(.readonly), let tracking = session.tracking, !tracking.broadcasts else { return }
    if tracking.optsIn != tracking.saidCaching, tracking.optsIn || tracking.optsOut { return }
    for position in command.keyPositions(arguments) {
      self.tracking.remember([UInt8](copying: arguments[position.index]), session)
    }
    while let key = self.tracking.excess {
      for reader in self.tracking.forget(key) { tell(reader, [key], skipsOwn: false) }
    }
  }

  /// Tells those who have read `key` that it has changed, by itself or by what the running session does.
  func invalidate(_ key: Span<UInt8>, byItself: Bool) {
    let bytes = [UInt8](copying: key)
    for reader in tracking.affected(by: bytes, of: byItself ? nil : session) {
      tell(reader, [bytes], skipsOwn: !byItself)
    }
  }

  /// Tells those who are told of prefixes which keys have changed since the last call.
  public func broadcastChanges() {
    for (reader, keys) in tracking.takeBroadcasts() { tell(reader, keys, skipsOwn: false) }
  }

  /// Tells all who track anything that everything has changed.
  func invalidateAll() {
    guard !tracking.isEmpty else { return }
    for reader in tracking.affectedByAll() { tell(reader, nil, skipsOwn: false) }
  }

  private func tell(_ reader: Session, _ keys: [[UInt8]]?, skipsOwn: Bool) {
    guard let tracking = reader.tracking, !(skipsOwn && tracking.skipsOwn && reader.id == session.id) else { return }
    guard tracking.redirect > 0 else {
      if reader.version == .resp3 { reader.post(invalidation(keys, .resp3, isMessage: false)) }
      return
    }
    guard let target = clients[tracking.redirect] else {
      if reader.version == .resp3 {
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
      target.post(invalidation(keys, target.version, isMessage: target.version == .resp2))
    }
  }

  private func invalidation(_ keys: [[UInt8]]?, _ version: ProtocolVersion, isMessage: Bool) -> [UInt8] {
    var writer = ReplyWriter(version: version)
    writer.push(isMessage ? 3 : 2)
    if isMessage {
      writer.bulk("message")
      writer.bulk("__redis__:invalidate")
    } else {
      writer.bulk("invalidate")
    }
    if let keys {
      writer.array(keys.count)
      for key in keys { writer.bulk(key) }
    } else {
      writer.null()
    }
    return writer.bytes.array
  }
}

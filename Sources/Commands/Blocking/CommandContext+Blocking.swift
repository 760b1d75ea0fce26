import Bytes
public import Keyspace
import RESP

/// Commands that wait for an element.
///
/// A command that finds nothing calls ``block(_:on:of:until:)`` and writes no reply. When one of its keys has an element
/// of the right type, the engine runs it again for that key alone (``mayServe(_:)``); if it finds nothing again, it goes
/// on waiting.
extension CommandContext {
  /// Whether the running command may wait.
  public var canBlock: Bool { !deniesBlocking && !isLoading }

  /// Whether the running command has waited and is run again.
  public var isServing: Bool { servedKey != nil }

  /// Whether the running command may take something from `key`: always, unless it has waited and another key is ready.
  public func mayServe(_ key: Span<UInt8>) -> Bool {
    guard let servedKey else { return true }
    return servedKey.span.equals(key)
  }

  /// Lets the session wait until one of `keys` is ready, when `arguments` are run again, or until `deadline`, Unix time
  /// in milliseconds, when it is told null; without a deadline it waits for ever.
  ///
  /// - Parameter needsKeys: whether the wait ends with an error when a key is gone.
  public func block(
    _ arguments: OwnedArguments, on keys: [[UInt8]], of type: ValueType, until deadline: Int64?, needsKeys: Bool = false
  ) {
    effects.suppressCommand()
    if isServing { return servedNothing() }
    let places = keys.map { KeyPlace(database: session.database, key: $0) }
    blocking.begin(
      session, Wait(arguments: arguments, places: places, type: type, deadline: deadline, needsKeys: needsKeys))
  }

  /// Lets the session wait for replicas, which never come, until `deadline`.
  func blockForReplicas(_ arguments: Arguments, until deadline: Int64?) {
    effects.suppressCommand()
    block(arguments, for: .replicas, until: deadline)
  }

  /// Lets the session wait until its append-only file is on the disk, or cannot be.
  public func blockForAppendOnly(_ arguments: Arguments) {
    block(arguments, for: .appendOnly, until: nil)
  }

  private func block(_ arguments: Arguments, for purpose: Wait.Purpose, until deadline: Int64?) {
    var wait = Wait(
      arguments: OwnedArguments(copying: arguments), places: [], type: .string, deadline: deadline, needsKeys: false)
    wait.purpose = purpose
    blocking.begin(session, wait)
  }

  /// Lets the session wait for one of the keys among its arguments.
  func block(_ arguments: Arguments, on keys: Range<Int>, of type: ValueType, until deadline: Int64?) {
    let names = keys.map { [UInt8](copying: arguments[$0]) }
    block(OwnedArguments(copying: arguments), on: names, of: type, until: deadline)
  }

  /// Tells those who wait for `key` of the selected database, or of database `index`, that it has an element now.
  ///
  /// For every key that is made, and for streams that get an entry.
  public func signalReady(_ key: Span<UInt8>, in index: Int? = nil) {
    guard !blocking.isEmpty else { return }
    blocking.signal(KeyPlace(database: index ?? session.database, key: [UInt8](copying: key)))
  }

  /// Tells those who wait for any key of a database that it has changed as a whole (SWAPDB).
  public func signalReady(allIn index: Int) {
    for place in blocking.places(in: index) where keyspace.databases[index].find(place.key.span) != nil {
      blocking.signal(place)
    }
  }

  /// The Unix time in milliseconds at which a timeout of so many seconds is over; nil for 0, which is never.
  func deadline(_ seconds: Span<UInt8>) throws(CommandError) -> Int64? {
    guard let number = LongDouble(seconds) else { throw .timeoutNotAFloat }
    // What is too large for Redis' integers becomes negative there.
    guard let timeout = number.thousandfoldRoundedUp, timeout >= 0 else { throw .timeoutIsNegative }
    return timeout == 0 ? nil : timeout &+ milliseconds
  }

  // MARK: Ends of waits

  /// Ends the wait of the session with that number as its timeout would, or with an error (CLIENT UNBLOCK).
  ///
  /// Returns false if no such session waits.
  public func unblock(session number: Int, withError: Bool) -> Bool {
    guard let session = blocking.sessions.first(where: { $0.id == number }) else { return false }
    end(waitOf: session, withError: withError)
    return true
  }

  /// Ends the waits whose time is over, the longest over first.
  public func endOverdueWaits() {
    guard let next = blocking.nextDeadline, next < milliseconds else { return }
    for session in blocking.overdue(at: milliseconds) { end(waitOf: session, withError: false) }
  }

  /// Ends the wait of a session and leaves it the reply to its command.
  public func end(waitOf session: Session, withError: Bool) {
    let purpose = session.wait?.purpose
    end(waitOf: session) {
      if withError {
        refuse(.text("UNBLOCKED client unblocked via CLIENT UNBLOCK"))
      } else if purpose == .replicas {
        reply.integer(0)
      } else {
        reply.nullArray()
      }
    }
  }

  /// Ends the wait of a session and leaves it the reply that `write` writes.
  public func end(waitOf session: Session, _ write: () -> Void) {
    blocking.end(session)
    let version = reply.version
    let start = reply.bytes.count
    reply.version = session.version
    write()
    deliver(to: session, from: start)
    reply.version = version
  }

  /// Takes what was written from `start` on out of the replies and gives it to a session that has waited.
  func deliver(to session: Session, from start: Int) {
    session.post(lateReply: reply.bytes.withSpan { [UInt8](copying: $0.extracting(start...)) })
    reply.bytes.truncate(to: start)
  }
}

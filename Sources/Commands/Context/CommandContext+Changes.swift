import Bytes
import Keyspace

extension CommandContext {
  /// One change to the data set, of `key` in the selected database: counts it and tells the watchers.
  func recordChange(of key: Span<UInt8>) {
    dirty += 1
    signalModified(key)
  }

  /// Tells the watchers of `key` in the selected database that it has changed.
  ///
  /// Every change of a key calls this.
  public func signalModified(_ key: Span<UInt8>) { touchWatchers(key, in: session.database) }

  /// Tells the watchers of `key` in database `index` that it has changed; by itself when its time was over or memory was
  /// wanted.
  public func touchWatchers(_ key: Span<UInt8>, in index: Int, byItself: Bool = false) {
    if !tracking.isEmpty { invalidate(key, byItself: byItself) }
    if !blocking.isEmpty, keyspace.databases[index].find(key)?.type != .stream {
      blocking.signalGone(KeyPlace(database: index, key: [UInt8](copying: key)))
    }
    guard !watchers.isEmpty else { return }
    let exists = keyspace.databases[index].find(key) != nil
    watchers.touch(WatchedKey(database: index, key: [UInt8](copying: key)), exists: exists)
  }

  /// Tells the watchers of all keys of `database`, which has the number `index`, that it is emptied or changes places
  /// with `other`; before that happens.
  func touchWatchers(ofAllIn index: Int, _ database: Database, replacedBy other: Database? = nil) {
    if !blocking.isEmpty { for place in blocking.places(in: index) { blocking.signalGone(place) } }
    guard !watchers.isEmpty else { return }
    for watched in watchers.keys(in: index) {
      let replacement: WatchTable.Replacement =
        if let entry = other?.find(watched.key.span) { isExpired(entry) ? .expired : .alive } else { .nothing }
      watchers.replace(watched, existed: database.find(watched.key.span) != nil, by: replacement)
    }
  }

  // MARK: Words in which changes are written (spec 1.6)

  /// The running command is written as the deletion of `key`.
  func propagateDeletion(of key: Span<UInt8>, lazily: Bool) {
    effects.replaceCommand(in: session.database, count: 2)
    effects.add(lazily ? "UNLINK" : "DEL")
    effects.add(key)
  }

  /// The running command is written as SET of `key`, which expires at `expiry` if that is not nil.
  func propagateSet(_ key: Span<UInt8>, _ value: Span<UInt8>, expiry: Int64? = nil) {
    effects.replaceCommand(in: session.database, count: expiry == nil ? 3 : 5)
    effects.add("SET")
    effects.add(key)
    effects.add(value)
    guard let expiry else { return }
    effects.add("PXAT")
    effects.add(decimal: expiry)
  }

  /// The running command is written as it was typed even if it has changed nothing.
  func propagateAlways(_ arguments: Arguments) {
    effects.suppressCommand()
    effects.add(command: arguments, in: session.database)
  }
}

import Disk

/// A change of the list of files that the worker makes while commands go on.
struct ListChange {
  let work: ManifestWork
  let kind: Kind
  /// Whether the worker has it.
  var isSubmitted = false
  /// When it was begun or handed to the worker, in microseconds of the monotonic clock.
  var since: Int64

  /// What it is for.
  enum Kind {
    /// A rewrite begins: the list will name the file `opened`. Commands wait in the buffer until it does.
    case switching(opened: any DiskFile, name: FileName)
    /// A rewrite ends: the list will name its base.
    case installing(Installation)
  }

  /// The files of a rewrite that ends.
  struct Installation {
    let base: FileName
    /// The incremental file that is not temporary any more.
    let incr: FileName?
    /// The child's process identifier.
    let pid: Int
  }
}

extension AppendOnlyFile {
  /// Microseconds for which commands wait in the buffer for the worker; then the engine waits with them.
  private static let longestSwitch: Int64 = 2_000_000

  /// Whether commands wait in the buffer because the list that will name their file is not durable yet.
  var isSwitching: Bool {
    if case .switching? = change?.kind { return true }
    return false
  }

  /// Leaves it to the worker to make the present file durable, then the list `changed` that names `opened`.
  ///
  /// Not at once, because the fork comes first.
  func switchLater(to opened: any DiskFile, _ name: FileName, _ changed: Manifest) {
    sink(.notice, "Creating AOF incr file \(name) on background rewrite")
    let work = ManifestWork(changed, disk: disk, settings: settings)
    work.first = file
    change = ListChange(work: work, kind: .switching(opened: opened, name: name), since: clock.monotonic())
  }

  /// Brings the switch to another file on its way, and with `waiting` to its end.
  func advanceSwitch(waiting: Bool) throws(AOFError) {
    guard isSwitching, let change else { return }
    let waits = waiting || clock.monotonic() - change.since >= Self.longestSwitch
    if !change.isSubmitted {
      // An earlier fsync of the present file might fail and leave it in doubt.
      if waits, !syncsUnderWay.isEmpty { worker.drain() }
      try collectSyncs()
      guard syncsUnderWay.isEmpty else { return }
      if syncError != nil { return giveUpSwitch("the AOF could not be fsynced") }
      self.change?.isSubmitted = true
      worker.submit(change.work)
    }
    if waits { worker.drain() }
    try collectSyncs()
  }

  /// Ends the change that is under way, whatever it takes.
  public func settleChange() {
    guard let change else { return }
    do throws(AOFError) {
      if change.isSubmitted { worker.drain() } else { try advanceSwitch(waiting: true) }
      try collectSyncs()
    } catch { pendingStop = error }
  }

  /// Takes note of what the worker has done.
  func changeEnded() throws(AOFError) {
    guard let ended = change else { return }
    switch ended.kind {
    case .installing(let installation):
      change = nil
      installEnded(ended.work, installation)
    case .switching(let opened, let name): try switchEnded(ended.work, opened, name)
    }
  }

  private func switchEnded(_ work: ManifestWork, _ opened: any DiskFile, _ name: FileName) throws(AOFError) {
    if let error = work.syncError {
      sink(.warning, "Fail to fsync the AOF file: \(error.reason)")
      giveUpSwitch("the AOF could not be fsynced")
      return try doubt(error.errno)
    }
    change = nil
    guard let changed = work.manifest, work.failure == nil else {
      if let failure = work.failure { sink(.warning, failure.description) }
      discard(opened)
      restoreManifest()
      return breakRewrite()
    }
    manifest = changed
    manifest.isDirty = false
    // Nothing was written meanwhile.
    submitted = log.written
    becameDurable(upTo: log.written)
    flusher.synced(now: now)
    let old = file
    use(opened, name, size: 0)
    if let old { discard(old) }
  }

  /// Stays with the present file.
  private func giveUpSwitch(_ reason: String) {
    if case .switching(let opened, let name)? = change?.kind {
      discard(opened)
      remove(settings.path(name))
    }
    change = nil
    sink(.warning, "Can't rewrite append only file: \(reason)")
    breakRewrite()
  }

  private func breakRewrite() {
    lastRewriteSucceeded = false
    rewriteIsBroken = true
  }
}

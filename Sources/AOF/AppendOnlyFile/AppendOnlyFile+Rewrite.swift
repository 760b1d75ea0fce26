import Bytes
import Disk
public import SystemPackage

/// How a rewrite's child failed.
public enum RewriteFailure: Sendable, Equatable {
  /// It ended with an exit status other than 0.
  case status
  /// A signal ended it. SIGUSR1 is how the engine itself ends a child, and no failure.
  case signal(Int32)
}

extension AppendOnlyFile {
  /// Prepares a rewrite: the buffer goes to the present file, commands from now on to a new one.
  ///
  /// Fork next.
  ///
  /// Under `everysec` the list that names the new file is made durable by the worker, after the old file; commands wait
  /// in the buffer meanwhile, as they do beside any fsync. If that fails ``rewriteIsBroken``.
  ///
  /// Throws when the rewrite must not begin; the reply is an error then and everything goes on as before. Redis'
  /// `aof_rewrites` counts the calls that return.
  public func beginRewrite() throws(AOFError) {
    settleChange()
    rewriteIsBroken = false
    do throws(AOFError) {
      try makeAppendDirectory()
      try checkNumbers()
      log.forgetSelectedDatabase()
      try flushBeforeSwitch()
      if state != .off { try switchFile() }
    } catch {
      lastRewriteSucceeded = false
      throw error
    }
  }

  /// Whether the worker changes the list when a rewrite begins.
  ///
  /// Under `always` the next reply would have to wait for it anyway; under `no` nothing ever waits in the buffer.
  private var defersSwitch: Bool { state == .on && settings.policy == .everySecond && disk.isShareable }

  /// What waits in the buffer is in the new base too: written to the new file it would be applied twice.
  private func flushBeforeSwitch() throws(AOFError) {
    guard file != nil else { return }
    try flush(force: true)
    if log.pendingCount > 0 || syncError != nil { throw refusal("the AOF buffer could not be written") }
    // The old file must be durable before the list names a new one. Otherwise a power cut could leave it torn with
    // another file behind it, which no start accepts.
    if !defersSwitch, log.durable < log.written { try perform(.sync) }
    if syncError != nil { throw refusal("the AOF could not be fsynced") }
  }

  private func refusal(_ reason: String) -> AOFError {
    let line = "Can't rewrite append only file: \(reason)"
    sink(.warning, line)
    return .refused(line)
  }

  private func switchFile() throws(AOFError) {
    var changed = manifest
    let name =
      state == .waitingForRewrite
      ? settings.temporaryIncrName : changed.addIncr(prefix: settings.fileName)
    let opened: any DiskFile
    do throws(DiskError) {
      if state == .on { try keepUnlisted(name) }
      opened = try disk.open(settings.path(name), .truncate)
    } catch { throw failure("Can't open the append-only file \(name): \(error.reason)", error) }
    if defersSwitch { return switchLater(to: opened, name, changed) }
    do throws(AOFError) { try persist(&changed) } catch {
      discard(opened)
      restoreManifest()
      throw error
    }
    sink(.notice, "Creating AOF incr file \(name) on background rewrite")
    manifest = changed
    let old = file
    use(opened, name, size: 0)
    if let old { discard(old) }
  }

  /// After a new list could not be made durable: the old one is put back, should the new one be in its place. Commands
  /// go on to the old file, which a torn end must not make unloadable because another is listed behind it.
  func restoreManifest() {
    var old = manifest
    old.isDirty = true
    do throws(DiskError) {
      let path = settings.path(settings.manifestName)
      guard try disk.status(path) != nil, try disk.readAll(path) != manifest.text else { return }
    } catch { return sink(.warning, "Can't read the AOF manifest again: \(error.description)") }
    // A failure is logged; the new list lists an empty file besides, and loads as well.
    do throws(AOFError) { try persist(&old) } catch { manifest.isDirty = true }
  }

  /// A manifest written by hand may hold numbers that have no successor.
  private func checkNumbers() throws(AOFError) {
    guard max(manifest.baseSequence, manifest.incrSequence) < .max / 2 else {
      let line =
        "Can't rewrite append only file: a number in \(settings.manifestName) is too large. Give its lines smaller "
        + "numbers while the engine is stopped."
      sink(.warning, line)
      throw .refused(line)
    }
  }

  /// Notes that the child runs.
  public func rewriteStarted(pid: Int) {
    sink(.notice, "Background append only file rewriting started by pid \(pid)")
  }

  /// Notes that there is no child.
  ///
  /// The new incremental file stays in use.
  public func forkFailed(_ errno: Errno) {
    lastRewriteSucceeded = false
    sink(.warning, "Can't rewrite append only file in background: fork: \(errno.description)")
  }

  /// Puts the base that child `pid` has finished in place of the files before it.
  ///
  /// Returns false when that failed; everything goes on as before then. The worker may still be at it when this returns:
  /// ``isInstalling``. A rewrite that was to switch the append-only file on must be started again if ``state`` still
  /// waits.
  public func rewriteSucceeded(pid: Int) -> Bool {
    settleChange()
    sink(.notice, "Background AOF rewrite terminated with success")
    do throws(AOFError) {
      if rewriteIsBroken { throw refusal("its files could not be listed") }
      if state == .waitingForRewrite, syncError != nil {
        try repair(force: true)
        if syncError != nil { throw refusal("the AOF could not be fsynced") }
      }
      return try install(settings.finishedBaseName(pid: pid), pid: pid)
    } catch {
      if case .stop = error { pendingStop = error }
      failed()
      endRewrite(pid: pid)
      return false
    }
  }

  /// Notes that the child failed.
  ///
  /// Its incremental file stays in use and listed.
  public func rewriteFailed(pid: Int, _ failure: RewriteFailure) {
    rewriteIsBroken = false
    switch failure {
    case .status:
      failed()
      sink(.warning, "Background AOF rewrite terminated with error")
    case .signal(let number):
      if number != 10 { failed() }
      sink(.warning, "Background AOF rewrite terminated by signal \(number)")
    }
    endRewrite(pid: pid)
  }

  func failed() {
    lastRewriteSucceeded = false
    consecutiveFailures += 1
  }

  /// Removes what a rewrite's child left that was ended by a shutdown.
  public func abandonRewrite(pid: Int) { endRewrite(pid: pid) }

  func endRewrite(pid: Int) {
    remove(settings.temporaryBaseName(pid: pid).path(in: settings.directory))
    remove(settings.finishedBaseName(pid: pid).path(in: settings.directory))
    if state == .waitingForRewrite { dropTemporaryIncr() }
  }

  /// Gives up the file that took commands while the append-only file was being switched on.
  func dropTemporaryIncr() {
    settleChange()
    guard let file else { return }
    worker.drain()
    forgetFile()
    discard(file)
    sink(.notice, "Removing the temp incr aof file \(settings.temporaryIncrName) in the background")
    remove(settings.path(settings.temporaryIncrName))
  }
}

import Disk
import SystemPackage

extension AppendOnlyFile {
  /// Prepares for being switched on (CONFIG SET appendonly yes): the rewrite that follows fills a base file.
  ///
  /// The engine must start that rewrite now, or when the present child has ended, and confirm only when ``state`` is
  /// ``State/on``. After an error it calls ``switchOff()``.
  public func switchOn() {
    precondition(state == .off, "the append-only file is on")
    if syncError != nil { sink(.warning, "AOF reopen, just ignore the AOF fsync error in bio job") }
    syncError = nil
    flusher.reopened(now: now, log: sink)
    state = .waitingForRewrite
  }

  /// Writes and fsyncs everything and closes the file (CONFIG SET appendonly no).
  ///
  /// The files stay. The engine ends a rewrite's child before.
  ///
  /// What could not be made durable is reported, and the append-only file is off nevertheless.
  public func switchOff() throws(AOFError) {
    settleChange()
    if state == .waitingForRewrite {
      dropTemporaryIncr()
      state = .off
      return
    }
    guard state == .on, let file else { return }
    var problem: AOFError?
    do throws(AOFError) { try flushAndSync() } catch { problem = error }
    if let errno = writeError, problem == nil {
      problem = stop("Fail to fsync the AOF file: \(errno.description)")
    }
    worker.drain()
    forgetFile()
    state = .off
    discard(file)
    if let problem { throw problem }
  }

  /// Makes everything durable before SHUTDOWN; ``switchOff()`` ends it when nothing else can go wrong any more.
  ///
  /// After an error other than ``AOFError/stop(_:)`` everything goes on as before.
  public func prepareShutdown() throws(AOFError) {
    guard state != .off else { return }
    settleChange()
    sink(.notice, "Calling fsync() on the AOF file.")
    try flushAndSync()
    guard state == .on, log.durable < log.appended else { return }
    let reason = writeError.map { ": \($0.description)" } ?? ""
    let line =
      "Can't make the last \(log.appended - log.durable) bytes of the AOF durable\(reason). Free the disk and try again; "
      + "SHUTDOWN FORCE gives them up."
    sink(.warning, line)
    throw .refused(line)
  }

  /// Forgets the file in use and everything about the bytes in it.
  func forgetFile() {
    while worker.poll() != nil {}
    syncsUnderWay = []
    file = nil
    fileSize = 0
    segments = []
    log.dropPending()
    log.forgetSelectedDatabase()
    log.becameDurable(upTo: log.written)
    submitted = log.written
    released = log.written
  }
}

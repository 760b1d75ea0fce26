import AOF
import Commands
import Disk
import RESP
import SystemPackage

extension Engine {
  /// BGREWRITEAOF.
  func backgroundRewrite() throws(CommandError) {
    guard !isReadOnly else { throw .readOnly }
    if background.running == .rewrite {
      throw .text("ERR Background append only file rewriting already in progress")
    }
    if surroundings.child.isActive || isInsideUnit {
      background.rewriteIsScheduled = true
      appendOnlyFile.forgiveFailures()
      return context.reply.simple("Background append only file rewriting scheduled")
    }
    guard startRewrite() else {
      throw .text("ERR Can't execute an AOF background rewriting. Please check the server logs for more information.")
    }
    context.reply.simple("Background append only file rewriting started")
  }

  /// Switches to a new INCR file and starts a child that writes the new base (spec 1.8). Returns whether it runs.
  @discardableResult
  func startRewrite() -> Bool {
    do {
      try appendOnlyFile.beginRewrite()
    } catch {
      if case .stop = error { stopAfter(error) }
      return false
    }
    background.rewritesStarted += 1
    let started = startChild(.rewrite) { pid in
      do throws(DiskError) {
        try self.writeBase(processIdentifier: pid)
        return 0
      } catch {
        return error.errno.rawValue
      }
    }
    guard let failure = started else {
      appendOnlyFile.rewriteStarted(pid: surroundings.child.processIdentifier)
      return true
    }
    appendOnlyFile.forkFailed(failure)
    return false
  }

  func startAutomaticRewriteIfDue() {
    guard !isReadOnly, appendOnlyFile.automaticRewriteIsDue() else { return }
    startRewrite()
  }

  func rewriteEnded(_ report: ChildReport, seconds: Int64) {
    defer { endSwitch() }
    background.lastRewriteSeconds = seconds
    let pid = report.processIdentifier
    if report.exit == .status(0) {
      let name = appendOnlyFile.settings.finishedBaseName(pid: pid)
      log(.notice, "Successfully created the temporary AOF base file \(name)", role: .child, processIdentifier: pid)
      logCopied(report, "AOF rewrite")
      background.lastRewriteCopied = report.copiedBytes
      adopt(name.path(in: directory))
      let succeeded = appendOnlyFile.rewriteSucceeded(pid: pid)
      if !succeeded, appendOnlyFile.state == .waitingForRewrite { background.rewriteIsScheduled = true }
    } else {
      if report.errorNumber != 0 {
        let reason = Errno(rawValue: report.errorNumber).description
        log(
          .warning, "Write error writing append only file on disk: \(reason)", role: .child, processIdentifier: pid)
      }
      appendOnlyFile.rewriteFailed(pid: pid, report.exit.failure)
      if appendOnlyFile.state == .waitingForRewrite { background.rewriteIsScheduled = true }
    }
  }

  func logCopied(_ report: ChildReport, _ purpose: String) {
    let size = report.copiedBytes >> 20
    log(
      .notice, "Fork CoW for \(purpose): current \(size) MB, peak \(size) MB, average \(size) MB", role: .child,
      processIdentifier: report.processIdentifier)
  }

  /// Lets the account of what is durable know of a file that a child wrote and fsynced: of one in this process it knows.
  func adopt(_ path: FilePath) {
    guard surroundings.child.isForked, let disk = disk as? any CrashDisk else { return }
    do throws(DiskError) { try disk.markDurable(path) } catch { log(.warning, error.description) }
  }
}

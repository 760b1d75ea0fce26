import AOF
import Commands
import Disk
import RESP
import SystemPackage

extension Engine {
  /// What the append-only file heeds of a configuration.
  static func appendOnlySettings(
    _ configuration: Configuration, directory: FilePath, isReadOnly: Bool, processIdentifier: Int
  ) -> AOFSettings {
    var settings = AOFSettings(directory: directory)
    settings.fileName = FileName(configuration.value(of: "appendfilename") ?? [])
    settings.directoryName = FileName(configuration.value(of: "appenddirname") ?? [])
    settings.snapshotName = FileName(configuration.value(of: "dbfilename") ?? [])
    settings.policy = configuration.fsyncPolicy
    settings.skipsSyncDuringRewrite = configuration.flag("no-appendfsync-on-rewrite")
    settings.rewritePercentage = Int64(configuration.integer("auto-aof-rewrite-percentage"))
    settings.rewriteMinimumSize = Int64(configuration.integer("auto-aof-rewrite-min-size"))
    settings.loadsTruncated = configuration.flag("aof-load-truncated")
    settings.corruptTailLimit = configuration.integer("aof-load-corrupt-tail-max-size")
    settings.usesRDBPreamble = configuration.flag("aof-use-rdb-preamble")
    settings.writesTimestamps = configuration.flag("aof-timestamp-enabled")
    settings.keepsHistory = configuration.flag("aof-disable-auto-gc")
    settings.processIdentifier = processIdentifier
    settings.isReadOnly = isReadOnly
    return settings
  }

  /// CONFIG SET appendonly yes: a first rewrite, which must be on the disk before the command is confirmed.
  ///
  /// A client of a server waits for that, and the others are served meanwhile; in a shell nobody else is there.
  func startAppendOnly(_ arguments: Arguments) throws(AOFError) {
    if background.running == .rewrite {
      log(
        .warning,
        "AOF was enabled but there is already an AOF rewriting in background. Stopping background AOF and starting a "
          + "rewrite now.")
      dismissChild()
      waitForChild()
    }
    let mayWait = mayWaitForRewrite
    if !mayWait { waitForChild() }
    appendOnlyFile.switchOn()
    if surroundings.child.isActive {
      background.rewriteIsScheduled = true
      log(
        .warning,
        "AOF was enabled but there is already another background operation. An AOF background was scheduled to start "
          + "when possible.")
    } else if startRewrite() {
      if !mayWait { waitForChild() }
    } else {
      throw try stayOff()
    }
    if mayWait { return context.blockForAppendOnly(arguments) }
    if appendOnlyFile.state != .on { throw try stayOff() }
  }

  /// Whether the running command's reply may come later, while others are served.
  var mayWaitForRewrite: Bool { context.session.heed != nil && context.canBlock }

  /// Takes back that the append-only file was switched on.
  private func stayOff() throws(AOFError) -> AOFError {
    try appendOnlyFile.switchOff()
    background.rewriteIsScheduled = false
    return .refused("The first rewrite failed: the append-only file stays off.")
  }

  /// Confirms to those who wait for it that the append-only file is on, or tells them that it stays off, and why.
  func endSwitch() {
    let waiting = context.blocking.sessions.filter { $0.wait?.purpose == .appendOnly }
    if waiting.isEmpty { return }
    guard appendOnlyFile.state != .on else {
      for session in waiting { context.end(waitOf: session) { context.reply.simple("OK") } }
      return
    }
    do throws(AOFError) { log(.warning, try stayOff().description) } catch { log(.warning, error.description) }
    do throws(ConfigurationError) { try configuration.set("appendonly", "no") } catch {
      log(.warning, error.serverDescription)
    }
    applySettings()
    let failure = configSetFailed("appendonly", "Unable to turn on AOF. Check server logs.")
    for session in waiting { context.end(waitOf: session) { context.refuse(failure) } }
  }

  /// CONFIG SET appendonly no: everything is written and fsynced, the files stay.
  func stopAppendOnly() throws(AOFError) {
    if background.running == .rewrite {
      log(.notice, "Killing running AOF rewrite child: \(surroundings.child.processIdentifier)")
      dismissChild()
      waitForChild()
    }
    defer { endSwitch() }
    do throws(AOFError) { try appendOnlyFile.switchOff() } catch {
      // Under `always` nothing of it was acknowledged, and must not be now. Otherwise the owner's wish counts: the
      // append-only file is off, and what it lacks is in the log.
      guard appendOnlyFile.settings.policy == .always else { return log(.warning, error.description) }
      stopAfter(error)
      throw error
    }
  }
}

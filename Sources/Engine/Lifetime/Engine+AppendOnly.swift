import AOF
import Disk
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
  func startAppendOnly() throws(AOFError) {
    waitForChild()
    appendOnlyFile.switchOn()
    if startRewrite() { waitForChild() }
    guard appendOnlyFile.state == .on else {
      try appendOnlyFile.switchOff()
      background.rewriteIsScheduled = false
      throw .refused("The first rewrite failed: the append-only file stays off.")
    }
  }

  /// CONFIG SET appendonly no: everything is written and fsynced, the files stay.
  func stopAppendOnly() throws(AOFError) {
    if background.running == .rewrite {
      log(.notice, "Killing running AOF rewrite child: \(surroundings.child.processIdentifier)")
      dismissChild()
      waitForChild()
    }
    do throws(AOFError) { try appendOnlyFile.switchOff() } catch {
      // Under `always` nothing of it was acknowledged, and must not be now. Otherwise the owner's wish counts: the
      // append-only file is off, and what it lacks is in the log.
      guard appendOnlyFile.settings.policy == .always else { return log(.warning, error.description) }
      stopAfter(error)
      throw error
    }
  }
}

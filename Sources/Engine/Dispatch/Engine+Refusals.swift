import AOF
import Commands
import Disk
import SystemPackage

extension Engine {
  /// Why writes are refused at the moment: the append-only file cannot be written, or the last snapshot failed while
  /// `stop-writes-on-bgsave-error` is set. Nil when they are not.
  var writeRefusal: CommandError? {
    if appendOnlyFile.state != .off, let reason = appendOnlyFile.writeError {
      return .message(text: "MISCONF Errors writing to the AOF file: \(reason.description)")
    }
    if !background.lastSnapshotSucceeded, !configuration.savePoints.isEmpty,
      configuration.flag("stop-writes-on-bgsave-error")
    {
      return .misconfigured
    }
    return nil
  }

  /// Whether effects go to the append-only file at all.
  var propagates: Bool { !context.isLoading && !isReadOnly && appendOnlyFile.isFed }

  /// Whether a save that nobody asked for is left out, because it would replace a dump.rdb that was never loaded:
  /// `appendonly yes` started empty beside it. What was written since is in the append-only file.
  var sparesUnreadSnapshot: Bool {
    guard hasUnreadSnapshot else { return false }
    log(
      .warning,
      "\(configuration.text("dbfilename")) was not loaded and is not overwritten: no snapshot is saved. SHUTDOWN SAVE "
        + "overwrites it; to load it instead, start with appendonly no and then run CONFIG SET appendonly yes.")
    return true
  }
}

extension CommandError {
  static var readOnly: CommandError {
    .text("READONLY You can't write against a read only replica.")
  }

  static var outOfMemory: CommandError { .text("OOM command not allowed when used memory > 'maxmemory'.") }

  static var notPositive: CommandError { .text("ERR value is out of range, must be positive") }

  static var misconfigured: CommandError {
    .text(
      """
      MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands that \
      may modify the data set are disabled, because this instance is configured to report errors during writes if \
      RDB snapshotting fails (stop-writes-on-bgsave-error option). Please check the Redis logs for details about \
      the RDB error.
      """)
  }

  static var anotherChildActive: CommandError {
    .text(
      """
      ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in order to schedule a \
      BGSAVE whenever possible.
      """)
  }

  static var debugNotAllowed: CommandError {
    .text(
      """
      ERR DEBUG command not allowed. If the enable-debug-command option is set to "local", you can run it from a local \
      connection, otherwise you need to set this option in the configuration file, and then restart the server.
      """)
  }
}

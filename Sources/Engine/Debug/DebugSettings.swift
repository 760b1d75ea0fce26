/// What DEBUG changes, for tests of clients and of servers.
struct DebugSettings {
  /// Whether keys are expired by the cron.
  var expiresActively = true
  /// Whether the checksum of a payload is compared.
  var verifiesChecksums = true
  /// Whether the periodic work is left undone.
  var pausesCron = false
  /// Whether scripts may run what is not allowed in them.
  var allowsAllInScripts = false
  /// Microseconds to wait before the append-only file is written.
  var flushSleep: Int64 = 0
}

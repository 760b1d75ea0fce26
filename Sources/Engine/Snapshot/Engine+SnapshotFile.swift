import AOF
import Bytes
import Commands
import Disk
import Keyspace
import RDB
import SystemPackage

extension Engine {
  /// Writes all keys to `path` as an RDB file and fsyncs it. Also used in a forked child.
  func writeSnapshot(to path: FilePath, kind: EncoderOptions.Kind) throws(DiskError) {
    try disk.create(path) { file throws(DiskError) in try writeSnapshot(to: file, kind: kind) }
  }

  private func writeSnapshot(to file: any DiskFile, kind: EncoderOptions.Kind) throws(DiskError) {
    let directive = kind == .base ? "aof-rewrite-incremental-fsync" : "rdb-save-incremental-fsync"
    var output = GradualOutput(file, isGradual: configuration.flag(directive))
    var encoder = Encoder(encoderOptions(kind)) { output.write($0) }
    do throws(SinkError) {
      try encoder.write(context.keyspace)
    } catch {
      throw output.failure ?? DiskError.write(file.path, Errno(rawValue: error.errno))
    }
  }

  private func encoderOptions(_ kind: EncoderOptions.Kind) -> EncoderOptions {
    var options = EncoderOptions(
      kind: kind, creationTime: context.microseconds / 1_000_000, usedMemory: Int64(usedMemory))
    options.compresses = configuration.flag("rdbcompression")
    options.hasChecksum = configuration.flag("rdbchecksum")
    options.functions = functions.sources
    options.progressInterval = progressInterval
    options.progress = keyProgress
    let policy = configuration.text("maxmemory-policy")
    if policy.hasSuffix("-lru") { options.access = .idle(clock: context.accessClock) }
    if policy.hasSuffix("-lfu") {
      options.access = .frequency(
        clock: context.accessClock, decayMinutes: context.settings.frequencyDecayMinutes)
    }
    return options
  }

  /// Writes a new base file under its finished temporary name, fsynced; in the directory of the data, as spec 1.8 has
  /// it.
  func writeBase(processIdentifier pid: Int) throws(DiskError) {
    let settings = appendOnlyFile.settings
    let temporary = settings.temporaryBaseName(pid: pid).path(in: directory)
    try disk.create(temporary) { file throws(DiskError) in try writeBase(to: file) }
    try disk.rename(temporary, to: settings.finishedBaseName(pid: pid).path(in: directory))
  }

  /// Writes the present data set to a new base file, as a snapshot or as commands (Redis directive
  /// `aof-use-rdb-preamble`).
  func writeBase(to file: any DiskFile) throws(DiskError) {
    if appendOnlyFile.settings.usesRDBPreamble { return try writeSnapshot(to: file, kind: .base) }
    let timestamp = appendOnlyFile.settings.writesTimestamps ? context.microseconds / 1_000_000 : nil
    var output = GradualOutput(file, isGradual: configuration.flag("aof-rewrite-incremental-fsync"))
    var writer = BaseWriter(
      timestamp: timestamp, functions: functions.sources, progressInterval: progressInterval, progress: keyProgress
    ) { output.write($0) }
    writer.write(context.keyspace)
    if let failure = output.failure { throw failure }
  }
}

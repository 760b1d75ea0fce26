public import SystemPackage

/// When what was written to the append-only file is fsynced (Redis directive `appendfsync`).
public enum FsyncPolicy: Sendable, Equatable, CaseIterable {
  case always, everySecond, no
}

/// What the append-only file heeds of the configuration, and where it lives.
public struct AOFSettings: Sendable, Equatable {
  /// The data directory (Redis directive `dir`).
  public var directory: FilePath {
    didSet { appendDirectory = directoryName.path(in: directory) }
  }
  /// Redis directive `appendfilename`, the first part of every file's name.
  public var fileName: FileName = "appendonly.aof"
  /// Redis directive `appenddirname`, inside ``directory``.
  public var directoryName: FileName = "appendonlydir" {
    didSet { appendDirectory = directoryName.path(in: directory) }
  }
  /// Redis directive `dbfilename`; looked for only to warn that it is not read.
  public var snapshotName: FileName = "dump.rdb"
  /// Redis directive `appendfsync`.
  public var policy = FsyncPolicy.everySecond
  /// Redis directive `no-appendfsync-on-rewrite`.
  ///
  /// It does not weaken ``FsyncPolicy/always``.
  public var skipsSyncDuringRewrite = false
  /// Redis directive `auto-aof-rewrite-percentage`; 0 disables automatic rewrites.
  public var rewritePercentage: Int64 = 100
  /// Redis directive `auto-aof-rewrite-min-size`, in bytes.
  public var rewriteMinimumSize: Int64 = 64 << 20
  /// Redis directive `aof-load-truncated`.
  public var loadsTruncated = true
  /// Redis directive `aof-load-corrupt-tail-max-size` of later versions, in bytes: the end of the last file is cut off
  /// like a truncated one if it holds no commands and is not longer than this. 0 cuts nothing.
  public var corruptTailLimit = 0
  /// Redis directive `aof-use-rdb-preamble`; it decides the suffix of a new base file.
  public var usesRDBPreamble = true
  /// Redis directive `aof-timestamp-enabled`.
  public var writesTimestamps = false
  /// Redis directive `aof-disable-auto-gc`.
  public var keepsHistory = false
  /// The process whose number is in the names of temporary files.
  public var processIdentifier = 1
  /// Whether nothing on the disk may be changed: then a truncated file is loaded as far as it goes, and never cut.
  public var isReadOnly = false
  /// Bytes written but not yet durable that are kept in memory, so that they can be written again after a failed
  /// fsync and named after a power cut.
  public var retentionLimit = 32 << 20

  /// Redis' defaults for a data directory.
  public init(directory: FilePath) {
    self.directory = directory
    appendDirectory = directoryName.path(in: directory)
  }

  /// The directory of the append-only files.
  public private(set) var appendDirectory: FilePath
  /// The path of one of the append-only files.
  public func path(_ name: FileName) -> FilePath { name.path(in: appendDirectory) }
  /// Name of the manifest.
  public var manifestName: FileName { fileName + ".manifest" }
  /// Name of a manifest that is being written.
  public var temporaryManifestName: FileName { "temp-" + fileName + ".manifest" }
  /// Name of the note about bytes whose fsync has failed; see ``Doubts``.
  public var doubtName: FileName { fileName + ".doubt" }
  /// Name of the file that takes new commands while the append-only file is being switched on.
  public var temporaryIncrName: FileName { "temp-" + fileName + ".incr" }
  /// Name, in ``directory``, of a base file that process `pid` is writing.
  public func temporaryBaseName(pid: Int) -> FileName { FileName("temp-rewriteaof-\(pid).aof") }
  /// Name, in ``directory``, of a base file that process `pid` has finished.
  public func finishedBaseName(pid: Int) -> FileName { FileName("temp-rewriteaof-bg-\(pid).aof") }
}

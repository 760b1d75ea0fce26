import Bytes
import Disk
import Engine
import SystemPackage

/// Tells the contents of data directories apart, together with what else decides what a start makes of them.
///
/// Of files that no start reads only the names count, and whether there is something in them: those called `temp-…`,
/// which an interrupted rewrite leaves, and those called `….cut-OFFSET`, in which recoveries keep what they cut off.
struct ImageKey: Hashable {
  private let digest: [UInt8]

  /// What decides how files are loaded, and what is written next.
  private static let directives = [
    "appendonly", "appendfsync", "aof-use-rdb-preamble", "aof-timestamp-enabled", "aof-load-truncated",
    "aof-load-corrupt-tail-max-size", "no-appendfsync-on-rewrite", "rdbchecksum", "rdbcompression",
    "sanitize-dump-payload",
    "appendfilename", "appenddirname", "dbfilename", "databases", "save",
  ]

  /// The key of what a crash left, with what of it is durable, which matters for what comes after.
  ///
  /// What a failed fsync has dropped shows only in what a power cut would leave; that is looked at if `mayHaveDropped`.
  init(
    _ disk: SimulatedDisk, _ configuration: Configuration, operations: [DiskError.Operation] = [],
    mayHaveDropped: Bool = false
  ) {
    var text = ByteWriter()
    if mayHaveDropped {
      for file in disk.afterCrash(PowerCutPlan(torn: .max, names: .max)).tree { text.append(file.bytes ?? []) }
    }
    for file in disk.tree {
      text.append(file.path.string.utf8.map { $0 })
      text.append(0)
      let name = file.path.lastComponent?.string ?? ""
      guard let bytes = file.bytes else {
        text.append(1)
        continue
      }
      if name.hasPrefix("temp-") || name.contains(".cut-") {
        text.append(bytes.isEmpty ? 2 : 3)
      } else {
        text.append(decimal: bytes.count)
        text.append(bytes)
      }
    }
    for file in disk.unsyncedFiles {
      text.append(file.path.string.utf8.map { $0 })
      text.append(decimal: file.bytes)
    }
    text.append(decimal: disk.pendingNames)
    for name in Self.directives {
      text.append(configuration.value(of: name) ?? [])
      text.append(0)
    }
    for operation in operations { text.append(operation.rawValue.utf8.map { $0 }) }
    digest = SHA1.digest(of: text.span)
  }
}

import Bytes
import Disk
import Engine
import SystemPackage

/// Tells the contents of data directories apart, together with what else decides what a start makes of them.
struct ImageKey: Hashable {
  private let digest: [UInt8]
  private let directives: [String]
  /// Whether all of it is durable, which matters for what comes after.
  private let isDurable: Bool

  init(_ disk: SimulatedDisk, _ configuration: Configuration, isDurable: Bool) {
    var text = ByteWriter()
    for file in disk.tree {
      text.append(file.path.string.utf8.map { $0 })
      text.append(0)
      text.append(decimal: file.bytes?.count ?? -1)
      if let bytes = file.bytes { text.append(bytes) }
    }
    digest = SHA1.digest(of: text.span)
    directives = ["appendonly", "appendfsync", "aof-use-rdb-preamble"].map {
      String(decoding: configuration.value(of: $0) ?? [], as: UTF8.self)
    }
    self.isDurable = isDurable
  }
}

import Bytes
import Commands
import Disk
import SystemPackage

extension Engine {
  /// Writes the configuration in force into its file: beside it first, fsynced, then renamed over it.
  func rewriteConfigurationFile(_ name: String) throws(DiskError) {
    let path = FilePath(name)
    let contents = try disk.status(path) == nil ? [] : try disk.readAll(path)
    let temporary = FilePath(name + ".rewrite")
    let users = configuration.text("aclfile").isEmpty ? context.access.descriptions : []
    let rewritten = configuration.rewritten(contents, users: users)
    try disk.create(temporary) { file throws(DiskError) in try file.writeAll(rewritten.span) }
    try disk.rename(temporary, to: path)
    try disk.syncDirectory(path.removingLastComponent().isEmpty ? "." : path.removingLastComponent())
  }
}

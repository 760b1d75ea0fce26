import Bytes
import Disk
import SystemPackage

extension Engine {
  /// Writes the configuration in force into its file: beside it first, fsynced, then renamed over it.
  func rewriteConfigurationFile(_ name: String) throws(DiskError) {
    let path = FilePath(name)
    let contents = try disk.status(path) == nil ? [] : try disk.readAll(path)
    let temporary = FilePath(name + ".rewrite")
    let file = try disk.open(temporary, .truncate)
    try file.writeAll(configuration.rewritten(contents).span)
    try file.sync()
    try file.close()
    try disk.rename(temporary, to: path)
    try disk.syncDirectory(path.removingLastComponent().isEmpty ? "." : path.removingLastComponent())
  }
}

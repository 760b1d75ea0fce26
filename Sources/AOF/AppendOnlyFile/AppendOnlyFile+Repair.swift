import Bytes
import Disk
import SystemPackage

/// The end of a file that stops within a command, a transaction or an annotation.
struct TornEnd {
  let entry: Manifest.Entry
  /// Where what is complete ends.
  let offset: Int
  let isTransaction: Bool
  /// Whether no other file follows.
  let isLast: Bool
  var damage = Damage.shortRead

  /// What is wrong with it.
  enum Damage: String {
    /// It is short.
    case shortRead = "short read"
    /// It is not short but holds no commands.
    case corruptTail = "corrupt tail"
    /// It is not what was written: its fsync had failed before the power was cut.
    case lostEnd = "lost end"
  }
}

extension AppendOnlyFile {
  /// Cuts a file that ends early, if it may be cut, and keeps what is cut off in a file beside it.
  ///
  /// A file that is not the last is left as it is: what follows it would be applied over a hole.
  func repair(_ end: TornEnd, _ file: any DiskFile) throws(LoadError) -> LoadReport.Cut? {
    let name = end.entry.name
    if end.isTransaction { sink(.warning, "Revert incomplete MULTI/EXEC transaction in AOF file \(name)") }
    guard settings.loadsTruncated || end.damage == .corruptTail else {
      throw LoadError(file: name, offset: end.offset, cause: .truncated)
    }
    sink(.warning, "!!! Warning: \(end.damage.rawValue) while loading the AOF file \(name)!!!")
    guard end.isLast else {
      sink(.warning, "Fatal error: the truncated file is not the last file")
      sink(.warning, "The AOF \(name) is complete up to offset \(end.offset) and was left as it is")
      throw LoadError(file: name, offset: end.offset, cause: .truncatedNotLast)
    }
    var cut = LoadReport.Cut(file: name, offset: end.offset)
    if settings.isReadOnly {
      sink(.warning, "The AOF \(name) is complete up to offset \(end.offset) and was left as it is")
      return cut
    }
    sink(.warning, "!!! Truncating the AOF \(name) at offset \(end.offset) !!!")
    do throws(DiskError) {
      let path = path(of: end.entry)
      let kept = try KeptBytes.keep(end.offset..<file.size(), of: file, at: path, on: disk)
      cut.kept = kept.lastComponent.map { FileName($0.bytes) }
      sink(.warning, "The bytes cut off the AOF \(name) are kept in \(cut.kept ?? "")")
      let writable = try disk.open(path, .update)
      defer { discard(writable) }
      try writable.truncate(to: end.offset)
      try writable.sync()
    } catch {
      sink(.warning, "Error truncating the AOF file \(name): \(error.description)")
      if error.operation == .sync { noteLoaded(name, size: end.offset) }
      throw LoadError(file: name, offset: end.offset, cause: .truncated)
    }
    let directive =
      end.damage == .corruptTail ? "aof-load-corrupt-tail-max-size allows it" : "aof-load-truncated is enabled"
    sink(.warning, "AOF \(name) loaded anyway because \(directive)")
    return cut
  }
}

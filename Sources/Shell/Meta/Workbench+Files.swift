import AOF
import Disk
import Engine
import SystemPackage

extension Workbench {
  /// The files that the running engine uses, with the directory they are in.
  private func liveFiles() throws(MetaError) -> [FilePath] {
    guard let engine, engine.configuration.flag("appendonly") else { return [] }
    let settings = try appendOnlyNames()
    let manifest = try readManifest(settings)
    return [settings.appendDirectory, settings.path(settings.manifestName)]
      + (manifest?.files ?? []).map { settings.path($0.name) }
  }

  /// Refuses to change `path` where that is not allowed.
  ///
  /// - Parameter isAddition: whether something is only put into it.
  func requireChangeable(_ path: FilePath, _ arguments: MetaArguments, isAddition: Bool = false) throws(MetaError) {
    guard path.starts(with: directory) else {
      throw MetaError("\(path.string) is outside of the data directory; !cp, !mv and !rm work anywhere")
    }
    if options.isReadOnly { throw MetaError("the data directory is open read-only (--read-only)") }
    if arguments.has("--force") || isAddition { return }
    for file in try liveFiles() where file.starts(with: path) {
      throw MetaError("\(shown(path)) is in use by the running engine; :stop it first, or say --force")
    }
  }

  private func perform(_ body: () throws(DiskError) -> Void) throws(MetaError) {
    do throws(DiskError) { try body() } catch { throw failure(error) }
  }

  // MARK: Copying and moving

  /// Where each source goes: into the last path if that is a directory, else it is the last path.
  private func targets(_ arguments: MetaArguments) throws(MetaError) -> [(from: FilePath, to: FilePath)] {
    guard let last = arguments.words.last else { return [] }
    let sources = try paths(Array(arguments.words.dropLast()))
    let target = try path(last)
    let isDirectory = try status(target)?.isDirectory == true
    if !isDirectory, sources.count > 1 || last.last == UInt8(ascii: "/") && sources.count == 1 {
      let isFile = try status(target) != nil
      throw MetaError(
        isFile ? "\(shown(target)) is no directory" : "there is no directory \(shown(target)); :mkdir makes one")
    }
    return sources.map { source in
      guard isDirectory, let name = source.lastComponent else { return (source, target) }
      return (source, target.appending(name))
    }
  }

  func metaCopy(_ arguments: MetaArguments) throws(MetaError) {
    for (source, target) in try targets(arguments) {
      guard let status = try status(source) else { throw try missing(source) }
      if source == target { throw MetaError("\(shown(source)) and \(shown(target)) are the same file") }
      if target.starts(with: directory) { try requireChangeable(target, arguments) }
      guard status.isDirectory else {
        try copyFile(source, status, to: target)
        continue
      }
      guard arguments.has("-r") else { throw MetaError("\(shown(source)) is a directory; :cp -r copies it") }
      if target.starts(with: source) { throw MetaError("\(shown(source)) cannot be copied into itself") }
      try copyTree(source, to: target)
    }
  }

  private func copyTree(_ source: FilePath, to target: FilePath) throws(MetaError) {
    if try status(target) == nil {
      try perform { () throws(DiskError) in try disk.makeDirectory(target) }
    }
    for entry in try list(source) {
      let (inner, copy) = (source.appending(entry.name), target.appending(entry.name))
      guard let status = try status(inner) else { continue }
      if status.isDirectory { try copyTree(inner, to: copy) } else { try copyFile(inner, status, to: copy) }
    }
  }

  private func copyFile(_ source: FilePath, _ status: FileStatus, to target: FilePath) throws(MetaError) {
    if let there = try self.status(target) {
      if there.isDirectory { throw MetaError("\(shown(target)) is a directory; \(shown(source)) is a file") }
      // Copying a file over itself would empty it.
      if there == status {
        throw MetaError("\(shown(source)) and \(shown(target)) are the same file")
      }
    }
    try perform { () throws(DiskError) in try disk.copy(from: source, to: target) }
  }

  func metaMove(_ arguments: MetaArguments) throws(MetaError) {
    for (source, target) in try targets(arguments) {
      guard try status(source) != nil else { throw try missing(source) }
      try requireChangeable(source, arguments)
      try requireChangeable(target, arguments)
      if source == target { throw MetaError("\(shown(source)) and \(shown(target)) are the same file") }
      if target.starts(with: source) { throw MetaError("\(shown(source)) cannot be moved into itself") }
      try perform { () throws(DiskError) in try disk.rename(source, to: target) }
    }
  }

  // MARK: Removing and making

  func metaRemove(_ arguments: MetaArguments) throws(MetaError) {
    let isForgiving = arguments.has("-f") || arguments.has("-rf")
    let isRecursive = arguments.has("-r") || arguments.has("-rf")
    let found: [FilePath]
    do throws(MetaError) { found = try paths(arguments.words) } catch {
      if isForgiving { return }
      throw error
    }
    for path in found {
      if path == directory { throw MetaError("the data directory itself cannot be removed; :rm -r * empties it") }
      try requireChangeable(path, arguments)
      let isLink = ScratchDirectory.isSymbolicLink(path)
      guard let status = try status(path) else {
        if isLink { try perform { () throws(DiskError) in try disk.unlink(path) } }
        if isLink || isForgiving { continue }
        throw try missing(path)
      }
      if status.isDirectory, !isLink, !isRecursive {
        throw MetaError("\(shown(path)) is a directory; :rm -r removes it")
      }
      try removeTree(path, isDirectory: status.isDirectory && !isLink)
    }
  }

  /// Removes a file, or a directory with all that is in it. Symbolic links are removed, not followed.
  private func removeTree(_ path: FilePath, isDirectory: Bool) throws(MetaError) {
    guard isDirectory else { return try perform { () throws(DiskError) in try disk.unlink(path) } }
    for entry in try list(path) {
      let inner = path.appending(entry.name)
      try removeTree(inner, isDirectory: entry.isDirectory && !ScratchDirectory.isSymbolicLink(inner))
    }
    try perform { () throws(DiskError) in try disk.removeDirectory(path) }
  }

  func metaMakeDirectory(_ arguments: MetaArguments) throws(MetaError) {
    for word in arguments.words {
      let path = try path(word)
      try requireChangeable(path, arguments, isAddition: true)
      if arguments.has("-p") {
        try makeAll(path)
      } else {
        if try status(path) != nil { throw MetaError("\(shown(path)) is there already") }
        let parent = path.removingLastComponent()
        if try status(parent) == nil {
          throw MetaError("there is no directory \(shown(parent)); :mkdir -p makes that too")
        }
        try perform { () throws(DiskError) in try disk.makeDirectory(path) }
      }
    }
  }

  private func makeAll(_ path: FilePath) throws(MetaError) {
    if try status(path) != nil { return }
    try makeAll(path.removingLastComponent())
    try perform { () throws(DiskError) in try disk.makeDirectory(path) }
  }
}

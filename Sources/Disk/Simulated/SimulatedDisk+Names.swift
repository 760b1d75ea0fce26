public import SystemPackage

extension SimulatedDisk {
  /// The file or directory at `path`, nil when its last name does not exist.
  func node(_ path: FilePath) throws(Errno) -> Namespace.Node? {
    let names = path.names
    guard !names.isEmpty else { return Namespace.root }
    return model.current[try place(path)]
  }

  /// The place of the last name of `path`.
  func place(_ path: FilePath) throws(Errno) -> Namespace.Place {
    let names = path.names
    guard let last = names.last else { throw .resourceBusy }
    var directory = Namespace.root
    for name in names.dropLast() {
      guard let next = model.current.directories[directory]?[name] else { throw .noSuchFileOrDirectory }
      guard model.current.directories[next] != nil else { throw .notDirectory }
      directory = next
    }
    return Namespace.Place(directory: directory, name: last)
  }

  private func entries(
    _ path: FilePath
  ) throws(Errno) -> (node: Namespace.Node, names: [Namespace.Name: Namespace.Node]) {
    guard let node = try node(path) else { throw .noSuchFileOrDirectory }
    guard let names = model.current.directories[node] else { throw .notDirectory }
    return (node, names)
  }

  public func list(_ path: FilePath) throws(DiskError) -> [DirectoryEntry] {
    do throws(Errno) {
      if let fault = takeFault(.list, path), let errno = fault.errno { throw errno }
      let found = try entries(path).names.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      return found.compactMap { name, node in
        FilePath.Component(bytes: name).map { DirectoryEntry(name: $0, isDirectory: contents[node] == nil) }
      }
    } catch { throw .list(path, error) }
  }

  public func syncDirectory(_ path: FilePath) throws(DiskError) {
    do throws(Errno) {
      try perform(.syncDirectory, path) { (_) throws(Errno) in
        model.directorySynced(try entries(path).node)
        dropUnreachable()
      }
    } catch { throw .syncDirectory(path, error) }
  }

  public func makeDirectory(_ path: FilePath) throws(DiskError) {
    do throws(Errno) {
      try perform(.makeDirectory, path) { (_) throws(Errno) in
        if try node(path) != nil { throw .fileExists }
        _ = model.createdDirectory(try place(path))
      }
    } catch { throw .makeDirectory(path, error) }
  }

  public func removeDirectory(_ path: FilePath) throws(DiskError) {
    do throws(Errno) {
      try perform(.removeDirectory, path) { (_) throws(Errno) in
        guard try entries(path).names.isEmpty else { throw .directoryNotEmpty }
        model.removed(try place(path))
      }
    } catch { throw .removeDirectory(path, error) }
  }

  public func unlink(_ path: FilePath) throws(DiskError) {
    do throws(Errno) {
      try perform(.unlink, path) { (_) throws(Errno) in
        guard let node = try node(path) else { throw .noSuchFileOrDirectory }
        guard contents[node] != nil else { throw .isDirectory }
        model.removed(try place(path))
        dropUnreachable()
      }
    } catch { throw .unlink(path, error) }
  }

  public func rename(_ from: FilePath, to: FilePath) throws(DiskError) {
    do throws(Errno) {
      try perform(.rename, from, to: to) { (entry) throws(Errno) in
        guard let node = try node(from) else { throw .noSuchFileOrDirectory }
        entry.node = node
        let source = try place(from)
        let target = try place(to)
        try checkReplacing(node, from.names, to.names)
        model.renamed(source, to: target)
        dropUnreachable()
      }
    } catch { throw .rename(from, to: to, error) }
  }

  private func checkReplacing(
    _ node: Namespace.Node, _ from: [Namespace.Name], _ to: [Namespace.Name]
  ) throws(Errno) {
    let movesDirectory = contents[node] == nil
    if movesDirectory && to.count > from.count && to.starts(with: from) { throw .invalidArgument }
    guard let replaced = model.current.node(at: to), replaced != node else { return }
    guard let names = model.current.directories[replaced] else {
      if movesDirectory { throw .notDirectory }
      return
    }
    if !movesDirectory { throw .isDirectory }
    if !names.isEmpty { throw .directoryNotEmpty }
  }

  /// Lets go of contents that neither a program nor a power cut can reach.
  func dropUnreachable() {
    for node in model.releaseUnreachable(keeping: { opened[$0] != nil }) { contents[node] = nil }
  }
}

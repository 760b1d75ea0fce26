import SystemPackage

extension TrackedDisk {
  /// The node that `names` lead to, nil when there is no such file, after bringing the account of all of them in line
  /// with the real disk: what is new or was replaced by other hands counts as durable.
  func observe(_ names: [Namespace.Name]) throws(DiskError) -> Namespace.Node? {
    var directory = Namespace.root
    var path = root
    for name in names {
      path = path.appending([name])
      let place = Namespace.Place(directory: directory, name: name)
      guard let node = try observe(place, path) else { return nil }
      directory = node
    }
    return directory
  }

  private func observe(_ place: Namespace.Place, _ path: FilePath) throws(DiskError) -> Namespace.Node? {
    let found = try statusBelowDirectory(path)
    let node = account.update { model -> Namespace.Node? in
      if let known = model.current[place] {
        if let found, isSame(known, found, model) { return known }
        model.forget(place)
      }
      guard let found else { return nil }
      return model.adopted(place, size: found.isDirectory ? nil : found.size)
    }
    if let node { identities[node] = found?.identity }
    return node
  }

  private func isSame(_ node: Namespace.Node, _ found: FileStatus, _ model: DurabilityModel) -> Bool {
    guard (identities[node] ?? found.identity) == found.identity else { return false }
    guard let file = model.files[node] else { return found.isDirectory }
    return !found.isDirectory && file.size == found.size
  }

  /// The status of `path`; nil also when a file stands where a directory should, which the call itself will report.
  private func statusBelowDirectory(_ path: FilePath) throws(DiskError) -> FileStatus? {
    do throws(DiskError) { return try real.status(path) } catch {
      if error.errno == .notDirectory { return nil }
      throw error
    }
  }

  /// Changes the content of `node` from `offset` on by `change`, after saving the durable bytes in danger, then enters
  /// it with `note`.
  ///
  /// The model stays locked meanwhile, so that no sync on another thread moves what is durable between the two.
  func dropping<Result>(
    _ node: Namespace.Node, from offset: Int, _ change: () throws(DiskError) -> Result,
    then note: (inout DurabilityModel) -> Void
  ) throws(DiskError) -> Result {
    try account.update { (model) throws(DiskError) in
      guard let range = model.endangered(node, from: offset), let location = location(node, model) else {
        let result = try change()
        note(&model)
        return result
      }
      try scratch.prepareTail(node, from: location, range, joining: (model.files[node]?.saved ?? 0) > 0)
      let result: Result
      do throws(DiskError) { result = try change() } catch {
        try scratch.discardPreparedTail(node)
        throw error
      }
      try scratch.commitTail(node)
      note(&model)
      return result
    }
  }

  /// Where the content of `node` can be read, nil when it is gone for good.
  func location(_ node: Namespace.Node, _ model: DurabilityModel) -> FilePath? {
    if scratch.kept.contains(node) { return scratch.file(node) }
    return model.current.walk().first { $0.node == node }.map { root.appending($0.path) }
  }

  /// Removes what no power cut can bring back any more from the scratch directory.
  func sweep() throws(DiskError) {
    let (released, synced) = account.update { model in
      (model.releaseUnreachable(), scratch.tails.filter { model.files[$0]?.saved ?? 0 == 0 })
    }
    for node in synced.sorted() { try scratch.releaseTail(node) }
    for node in released {
      try scratch.release(node)
      identities[node] = nil
    }
  }
}

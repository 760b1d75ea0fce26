public import SystemPackage

extension TrackedDisk {
  public func makeDirectory(_ path: FilePath) throws(DiskError) {
    guard let names = names(path), !names.isEmpty else { return try real.makeDirectory(path) }
    try perform(.makeDirectory, path) { (_) throws(DiskError) in
      _ = try observe(names)
      try real.makeDirectory(path)
      _ = try created(names, isDirectory: true)
    }
  }

  public func removeDirectory(_ path: FilePath) throws(DiskError) {
    guard let names = names(path), !names.isEmpty else { return try real.removeDirectory(path) }
    try perform(.removeDirectory, path) { (_) throws(DiskError) in
      _ = try observe(names)
      try real.removeDirectory(path)
      noteRemoval(names)
    }
    try sweep()
  }

  public func unlink(_ path: FilePath) throws(DiskError) {
    guard let names = names(path), !names.isEmpty else { return try real.unlink(path) }
    try perform(.unlink, path) { (_) throws(DiskError) in
      let kept = try keep(names)
      try releasing(kept) { () throws(DiskError) in try real.unlink(path) }
      noteRemoval(names)
    }
    try sweep()
  }

  /// Renames, also from and to places outside the root.
  ///
  /// What comes in counts as durable, and so does the leaving of a directory.
  public func rename(_ from: FilePath, to: FilePath) throws(DiskError) {
    try perform(.rename, from, to: to) { (entry) throws(DiskError) in
      entry.node = try move(from, names(from), to: to, names(to))
    }
    try sweep()
  }

  /// Renames, and answers what was renamed if it lies below the root.
  private func move(
    _ from: FilePath, _ source: [Namespace.Name]?, to: FilePath, _ target: [Namespace.Name]?
  ) throws(DiskError) -> Namespace.Node? {
    let node = try source.flatMapThrowing(observe)
    let isSame = source != nil && source == target
    let replaced = try isSame ? nil : target.flatMapThrowing(keep)
    let leaving = target == nil ? try source.flatMapThrowing(keep) : nil
    try releasing(replaced) { () throws(DiskError) in
      try releasing(leaving) { () throws(DiskError) in try real.rename(from, to: to) }
    }
    if let source, let target {
      account.update { model in
        guard let from = model.place(source), let to = model.place(target) else { return }
        model.renamed(from, to: to)
      }
    } else if let source {
      if leaving != nil { noteRemoval(source) }
      _ = try observe(source)
    } else if let target {
      _ = try observe(target)
    }
    return node
  }

  public func syncDirectory(_ path: FilePath) throws(DiskError) {
    guard let names = names(path) else { return try real.syncDirectory(path) }
    try perform(.syncDirectory, path) { (_) throws(DiskError) in
      let node = try observe(names)
      if syncDelay > 0 { wait(syncDelay) }
      try real.syncDirectory(path)
      if let node { account.update { $0.directorySynced(node) } }
    }
    try sweep()
  }

  private func noteRemoval(_ names: [Namespace.Name]) {
    account.update { model in
      if let place = model.place(names) { model.removed(place) }
    }
  }

  /// Keeps the content of the file that `names` lead to, which is about to lose its name.
  ///
  /// Answers it if there is one.
  private func keep(_ names: [Namespace.Name]) throws(DiskError) -> Namespace.Node? {
    guard let node = try observe(names), account.update({ $0.files[node] != nil }) else { return nil }
    try scratch.keep(node, at: root.appending(names))
    return node
  }

  /// Runs `change`, and lets go of `kept` when it fails.
  private func releasing(_ kept: Namespace.Node?, _ change: () throws(DiskError) -> Void) throws(DiskError) {
    do throws(DiskError) { try change() } catch {
      if let kept { try scratch.forgetCopy(kept) }
      throw error
    }
  }
}

extension Optional {
  /// `flatMap` for a transformation that throws a typed error.
  fileprivate func flatMapThrowing<Result, Failure: Error>(
    _ transform: (Wrapped) throws(Failure) -> Result?
  ) throws(Failure) -> Result? {
    guard let self else { return nil }
    return try transform(self)
  }
}

import Bytes
public import SystemPackage

extension TrackedDisk {
  public func durability(of path: FilePath) throws(DiskError) -> FileDurabilityStatus? {
    guard let names = names(path), try observe(names) != nil else { return nil }
    return account.update { $0.status(of: names) }
  }

  public var unsyncedFiles: [(path: FilePath, bytes: Int)] { account.update { $0.unsyncedFiles(below: root) } }

  public var bytesInPageCache: Int { account.update { $0.unsyncedBytes } }

  public func markDurable(_ path: FilePath) throws(DiskError) {
    guard let names = names(path) else { return }
    guard let node = try observe(names) else { throw .status(path, .noSuchFileOrDirectory) }
    let isFile = account.update { model -> Bool in
      guard let size = model.files[node]?.size else { return false }
      model.becameDurable(node, size: size)
      return true
    }
    if !isFile { throw .status(path, .isDirectory) }
    try sweep()
  }

  /// Performs the cut on the real directory.
  ///
  /// Nothing may be using it: no open file of this disk, no other process.
  public func powerCut(keeping plan: PowerCutPlan) throws(DiskError) -> PowerCutReport {
    for (path, _) in account.update({ $0.current.walk() }) { _ = try observe(path) }
    try sweep()
    let (model, image) = account.update { ($0, $0.image(plan)) }
    let report = model.report(image, below: root)
    let moved = try takeApart(model, image)
    for directory in image.directories {
      let path = root.appending(directory.path)
      if try real.status(path) == nil { try real.makeDirectory(path) }
    }
    for file in moved { try scratch.give(file.node, to: root.appending(file.path)) }
    account.update { $0.settle(image) }
    identities = [:]
    try scratch.releaseAll()
    return report
  }

  /// Gives every surviving file its content, and removes the names that do not survive.
  ///
  /// Answers the files which wait in the scratch directory for their place.
  private func takeApart(_ model: DurabilityModel, _ image: PowerCutImage) throws(DiskError) -> [PowerCutImage.File] {
    let walk = model.current.walk()
    let paths = Dictionary(walk.map { ($0.node, $0.path) }) { first, _ in first }
    var moved: [PowerCutImage.File] = []
    for file in image.files {
      let path = paths[file.node]
      let location = path.map { root.appending($0) } ?? scratch.file(file.node)
      try restore(file, at: location, from: model.files[file.node]?.size ?? 0)
      if path == file.path { continue }
      if path != nil { try scratch.take(file.node, from: location) }
      moved.append(file)
    }
    let surviving = Set(image.files.map(\.path)).union(image.directories.map(\.path))
    let taken = Set(moved.map(\.node))
    let files = Set(image.files.map(\.node))
    for (path, node) in walk.reversed() where !taken.contains(node) {
      let isFile = model.files[node] != nil
      // Another node may have this path after the cut: then what is there now has to go all the same.
      if isFile ? files.contains(node) : surviving.contains(path) && !image.files.contains(where: { $0.path == path }) {
        continue
      }
      try removeTree(root.appending(path), isDirectory: !isFile)
    }
    return moved
  }

  private func restore(_ file: PowerCutImage.File, at path: FilePath, from size: Int) throws(DiskError) {
    let content = file.content
    guard content.prefix != size || !content.tail.isEmpty || !content.zeroed.isEmpty else { return }
    let target = try real.open(path, .update)
    try real.closing(target) { () throws(DiskError) in
      try target.truncate(to: content.prefix)
      for range in content.zeroed { try zero(range, in: target) }
    }
    guard !content.tail.isEmpty else { return }
    let end = try real.open(path, .append)
    try real.closing(end) { () throws(DiskError) in
      try scratch.append(scratch.tail(file.node), content.tail, to: end)
    }
  }

  private func zero(_ range: Range<Int>, in file: any DiskFile) throws(DiskError) {
    let zeros = [UInt8](repeating: 0, count: min(range.count, 1 << 16))
    var position = range.lowerBound
    while position < range.upperBound {
      let count = min(zeros.count, range.upperBound - position)
      position += try file.write(zeros.span.extracting(0..<count), at: position)
    }
  }

  /// Removes a file, or a directory with what other hands may have put there.
  private func removeTree(_ path: FilePath, isDirectory: Bool) throws(DiskError) {
    guard isDirectory else { return try real.unlink(path) }
    // A symbolic link may look like the directory it leads to, whose files are none of ours.
    do throws(DiskError) { return try real.unlink(path) } catch {
      if error.errno != .isDirectory { throw error }
    }
    for entry in try real.list(path) {
      try removeTree(path.appending(entry.name), isDirectory: entry.isDirectory)
    }
    try real.removeDirectory(path)
  }
}

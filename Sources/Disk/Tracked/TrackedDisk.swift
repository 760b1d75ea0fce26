public import SystemPackage

/// A directory of the real file system with an account of what a power cut would leave of it.
///
/// Everything below `root` that is done through this disk is followed; what was there before, and what other hands do,
/// counts as durable as soon as it is noticed. `root` itself counts as durable, and paths outside it are passed on.
/// Symbolic links are not followed by the account. For the rules of what is durable see ``CrashDisk``.
///
/// A forked child uses ``real`` instead, and its parent ``markDurable(_:)`` for what the child has synced.
public final class TrackedDisk: CrashDisk {
  /// The disk below, for a forked child.
  public let real = PosixDisk()
  let root: FilePath
  private let rootNames: [Namespace.Name]
  private let origin: FilePath
  let account = Account()
  var scratch: Scratch
  /// The inodes that were seen by the account, to notice when other hands replace a file.
  var identities: [Namespace.Node: UInt64] = [:]
  /// Lets the engine's thread wait for a slow sync, in microseconds.
  public var wait: (Int64) -> Void = { SystemClock().sleep($0) }
  /// The disk for a forked child: without an account, but with the same failures.
  public private(set) lazy var childDisk: any Disk = ChildDisk(real, account)

  /// Follows the directory `root`, and keeps contents which a power cut may bring back in `scratch`, which should be a
  /// directory outside `root` on the same file system (else files are copied instead of linked).
  ///
  /// It is made if there is none; call ``discardScratch()`` when the disk is not needed any more.
  public init(root: FilePath, scratch: FilePath) throws(DiskError) {
    do throws(Errno) { origin = try Syscalls.currentDirectory() } catch { throw .status(root, error) }
    self.root = origin.pushing(root).lexicallyNormalized()
    rootNames = self.root.names
    self.scratch = try Scratch(origin.pushing(scratch).lexicallyNormalized(), on: real)
  }

  /// The names that lead from the root to `path`, nil when it lies outside.
  func names(_ path: FilePath) -> [Namespace.Name]? {
    let bytes = path.bytes
    let isAbsolute = bytes.first == UInt8(ascii: "/")
    let names = FilePath.names(isAbsolute ? bytes : origin.bytes + [UInt8(ascii: "/")] + bytes)
    guard names.starts(with: rootNames) else { return nil }
    return Array(names.dropFirst(rootNames.count))
  }

  public func open(_ path: FilePath, _ mode: OpenMode) throws(DiskError) -> any DiskFile {
    guard let names = names(path), !names.isEmpty else { return try real.open(path, mode) }
    return try perform(.open, path) { (entry) throws(DiskError) in
      try open(path, names, mode, &entry)
    }
  }

  private func open(
    _ path: FilePath, _ names: [Namespace.Name], _ mode: OpenMode, _ entry: inout DiskOperation
  ) throws(DiskError) -> any DiskFile {
    let known = try observe(names)
    entry.isChange = known == nil || mode == .truncate
    entry.node = known
    let file: any DiskFile
    if mode == .truncate, let node = known {
      file = try dropping(node, from: 0) { () throws(DiskError) in
        try real.open(path, mode)
      } then: {
        $0.truncated(node, to: 0)
      }
    } else {
      file = try real.open(path, mode)
    }
    if let known { return TrackedFile(file, known, mode, of: self) }
    let node = try created(names, isDirectory: false)
    entry.node = node
    return TrackedFile(file, node, mode, of: self)
  }

  /// Enters a file or directory that this disk has just made.
  func created(_ names: [Namespace.Name], isDirectory: Bool) throws(DiskError) -> Namespace.Node {
    let node = account.update { model -> Namespace.Node? in
      guard let place = model.place(names) else { return nil }
      return isDirectory ? model.createdDirectory(place) : model.createdFile(place)
    }
    guard let node else { preconditionFailure("a file was made in a directory that is not there") }
    identities[node] = try real.status(root.appending(names))?.identity
    return node
  }

  public func status(_ path: FilePath) throws(DiskError) -> FileStatus? { try real.status(path) }

  public func list(_ path: FilePath) throws(DiskError) -> [DirectoryEntry] { try real.list(path) }

  public func lock(_ path: FilePath) throws(DiskError) -> any DiskLock { try real.lock(path) }

  /// Removes what the scratch directory holds, and the directory itself.
  ///
  /// The account ends with it.
  public func discardScratch() throws(DiskError) {
    try scratch.releaseAll()
    try real.removeDirectory(scratch.directory)
  }
}

extension DurabilityModel {
  /// The place that `names` lead to, nil when its directory is not known.
  func place(_ names: [Namespace.Name]) -> Place? {
    guard let name = names.last, let directory = current.node(at: names.dropLast()),
      current.directories[directory] != nil
    else { return nil }
    return Place(directory: directory, name: name)
  }
}

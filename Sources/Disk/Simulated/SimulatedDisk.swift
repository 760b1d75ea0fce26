import Bytes
public import SystemPackage

/// A file system in memory that can run full, fail and lose power, the same way every time.
///
/// Relative paths start at its root. Operations fail with the errors of Linux. For the rules of what is durable see
/// ``CrashDisk``.
public final class SimulatedDisk: CrashDisk {
  /// What was done, oldest first: everything but reads, `status` and `list`.
  public internal(set) var operations: [DiskOperation] = []
  /// Called after each operation that `operations` would hold: a moment at which the program may be killed.
  public var observer: ((DiskOperation) -> Void)?
  /// Whether `operations` grows.
  public var recordsOperations = true

  let clock: any Clock
  var model = DurabilityModel()
  var contents: [Namespace.Node: SimulatedContent] = [:]
  /// How often each file is open.
  var opened: [Namespace.Node: Int] = [:]
  var failures = FaultState()
  var locked: Set<Namespace.Node> = []
  /// Counts the crashes: what was opened before one is of no use after it.
  var age = 0

  /// Its workers perform everything on the thread that asks.
  public var isShareable: Bool { true }

  /// An empty disk with the given directories, which are durable, as are those above them.
  public init(
    directories: [FilePath] = ["/data"], clock: any Clock = VirtualClock(start: 0),
    fileSystem: FileSystemKind = .ordered
  ) {
    self.clock = clock
    model.fileSystem = fileSystem
    for path in directories {
      var parent = Namespace.root
      for name in path.names {
        let place = Namespace.Place(directory: parent, name: name)
        parent = model.current[place] ?? model.adopted(place, size: nil)
      }
    }
  }

  public func open(_ path: FilePath, _ mode: OpenMode) throws(DiskError) -> any DiskFile {
    do throws(Errno) {
      return try perform(.open, path) { (entry) throws(Errno) in
        let isKept = try self.node(path) != nil && mode != .truncate
        let node = try self.node(toOpen: path, mode)
        entry.isChange = !isKept
        entry.node = node
        opened[node, default: 0] += 1
        return SimulatedFile(self, node, path, mode)
      }
    } catch { throw .open(path, error) }
  }

  private func node(toOpen path: FilePath, _ mode: OpenMode) throws(Errno) -> Namespace.Node {
    if let node = try node(path) {
      if mode == .read { return node }
      guard contents[node] != nil else { throw .isDirectory }
      if mode == .truncate { truncate(node, to: 0) }
      return node
    }
    guard mode == .append || mode == .truncate else { throw .noSuchFileOrDirectory }
    let node = model.createdFile(try place(path))
    contents[node] = SimulatedContent(modified: clock.now())
    return node
  }

  public func status(_ path: FilePath) throws(DiskError) -> FileStatus? {
    do throws(Errno) {
      if let fault = takeFault(.status, path), let errno = fault.errno { throw errno }
      guard let node = try node(path) else { return nil }
      let content = contents[node]
      return FileStatus(
        size: content?.bytes.count ?? 0, isDirectory: content == nil,
        modificationTime: (content?.modified ?? 0) / 1_000_000, identity: UInt64(node))
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw .status(path, error)
    }
  }

  public func lock(_ path: FilePath) throws(DiskError) -> any DiskLock {
    do throws(Errno) {
      return try perform(.lock, path) { (entry) throws(Errno) in
        entry.isChange = false
        guard let node = try node(path) else { throw .noSuchFileOrDirectory }
        guard locked.insert(node).inserted else { throw .wouldBlock }
        return SimulatedLock(self, node)
      }
    } catch { throw .lock(path, error) }
  }
}

/// The content of one simulated file.
struct SimulatedContent {
  /// The content as programs see it.
  var bytes: [UInt8] = []
  /// Durable bytes that were cut off or overwritten.
  var saved: [UInt8] = []
  /// When it changed, in microseconds since 1970.
  var modified: Int64
}

/// A lock on a simulated file or directory.
///
/// It ends with a crash.
final class SimulatedLock: DiskLock {
  private var disk: SimulatedDisk?
  private let node: Namespace.Node
  private let age: Int

  init(_ disk: SimulatedDisk, _ node: Namespace.Node) {
    self.disk = disk
    self.node = node
    age = disk.age
  }

  deinit { release() }

  func release() {
    if let disk, disk.age == age { disk.locked.remove(node) }
    disk = nil
  }

  func releaseInChild() { disk = nil }
}

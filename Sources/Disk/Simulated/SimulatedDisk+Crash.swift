public import SystemPackage

extension SimulatedDisk {
  /// Ends whatever used the disk, as `kill -9` does: files and names stay, syncs that have not ended count for nothing.
  public func kill() {
    age += 1
    opened = [:]
    locked = []
    model.syncs = [:]
    dropUnreachable()
  }

  public func powerCut(keeping plan: PowerCutPlan) throws(DiskError) -> PowerCutReport {
    let image = model.image(plan)
    let report = model.report(image, below: "/")
    kill()
    var surviving: [Namespace.Node: SimulatedContent] = [:]
    for file in image.files {
      guard let content = contents[file.node] else { continue }
      surviving[file.node] = content.surviving(file.content)
    }
    contents = surviving
    model.settle(image)
    return report
  }

  public func durability(of path: FilePath) throws(DiskError) -> FileDurabilityStatus? {
    model.status(of: path.names)
  }

  public var bytesInPageCache: Int { model.unsyncedBytes }

  /// The files with bytes that no sync has covered, and how many.
  public var unsyncedFiles: [(path: FilePath, bytes: Int)] {
    model.unsyncedFiles(below: "/")
  }

  /// Changes of names that no sync has made durable.
  public var pendingNames: Int { model.pending.count }

  /// Every file with its bytes, and every directory without, in the order of their paths.
  public var tree: [(path: FilePath, bytes: [UInt8]?)] {
    model.current.walk().map { path, node in (FilePath("/").appending(path), contents[node]?.bytes) }
  }

  public func markDurable(_ path: FilePath) throws(DiskError) {
    do throws(Errno) {
      guard let node = try node(path) else { throw .noSuchFileOrDirectory }
      guard let size = contents[node]?.bytes.count else { throw .isDirectory }
      model.becameDurable(node, size: size)
      contents[node]?.saved = []
      dropUnreachable()
    } catch { throw .status(path, error) }
  }

  /// A copy of the disk in its present state, with nothing open or locked, no faults and no operations recorded.
  public func snapshot() -> SimulatedDisk {
    let copy = SimulatedDisk(directories: [], clock: clock)
    copy.capacity = capacity
    copy.model = model
    copy.contents = contents
    copy.kill()
    return copy
  }
}

extension SimulatedContent {
  func surviving(_ survivor: FileDurability.Survivor) -> SimulatedContent {
    var left = SimulatedContent(modified: modified)
    left.bytes = Array(bytes[..<survivor.prefix])
    for range in survivor.zeroed { left.bytes.replaceSubrange(range, with: repeatElement(0, count: range.count)) }
    left.bytes += saved[survivor.tail]
    return left
  }
}

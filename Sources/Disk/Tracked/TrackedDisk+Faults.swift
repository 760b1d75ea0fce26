import SystemPackage

extension TrackedDisk {
  public var faults: [DiskFault] { account.withFailures { $0.faults } }

  public func inject(_ fault: DiskFault) { account.withFailures { $0.inject(fault) } }

  public func clearFaults() { account.withFailures { $0.clear() } }

  public func limitGrowth(to room: Int?) throws(DiskError) {
    if room != nil { try observeAll(root, []) }
    account.limitGrowth(to: room)
  }

  /// Enters every file below `path`, so that what they hold counts.
  private func observeAll(_ path: FilePath, _ names: [Namespace.Name]) throws(DiskError) {
    for entry in try real.list(path) {
      let inner = names + [entry.name.bytes]
      guard try observe(inner) != nil, entry.isDirectory else { continue }
      try observeAll(path.appending(entry.name), inner)
    }
  }

  public var room: Int? { account.room }

  public var syncDelay: Int64 {
    get { account.withFailures { $0.syncDelay } }
    set { account.withFailures { $0.syncDelay = newValue } }
  }

  public func unplug(after count: Int?) { account.withFailures { $0.unplug(after: count) } }

  public var isUnplugged: Bool { account.isUnplugged }

  // MARK: Operations

  public var recentOperations: (first: Int, operations: [DiskOperation]) {
    let (first, operations) = account.recentOperations
    return (first, operations.withNamesOfTheirTime)
  }

  public func states(of operations: [DiskOperation]) -> [OperationState] { account.states(of: operations) }

  /// Runs an operation, unless it is to fail, and takes note of how it went.
  func perform<Result>(
    _ operation: DiskError.Operation, _ path: FilePath, to target: FilePath? = nil,
    node: Namespace.Node? = nil, count: Int = 0, _ body: (inout DiskOperation) throws(DiskError) -> Result
  ) throws(DiskError) -> Result {
    var entry = DiskOperation(operation, path)
    entry.target = target
    entry.node = node
    entry.count = count
    let before = account.lastSerial
    do throws(DiskError) {
      if let errno = account.failure(operation, path)?.errno { throw DiskError(operation, path, to: target, errno) }
      let result = try body(&entry)
      account.record(entry, since: before)
      return result
    } catch {
      entry.errno = error.errno
      account.record(entry)
      throw error
    }
  }
}

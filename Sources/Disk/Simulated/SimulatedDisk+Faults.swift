public import SystemPackage

extension SimulatedDisk {
  /// Bytes all files together may hold; nil is without limit.
  public var capacity: Int? {
    get { failures.capacity }
    set { failures.capacity = newValue }
  }

  public var faults: [DiskFault] { failures.faults }

  /// Lets a later call fail.
  ///
  /// Of several faults that match a call, the first injected applies.
  public func inject(_ fault: DiskFault) { failures.inject(fault) }

  public func clearFaults() { failures.clear() }

  public func limitGrowth(to room: Int?) { capacity = room.map { bytesUsed + $0 } }

  public var room: Int? { capacity.map { max(0, $0 - bytesUsed) } }

  /// Has no effect here: syncs in the background are slowed by ``InlineSyncWorker/delay``.
  public var syncDelay: Int64 {
    get { failures.syncDelay }
    set { failures.syncDelay = newValue }
  }

  public func unplug(after count: Int?) { failures.unplug(after: count) }

  public var isUnplugged: Bool { failures.isUnplugged }

  /// The fault that applies to a call, which counts as used.
  func takeFault(_ operation: DiskError.Operation, _ path: FilePath) -> DiskFault? { failures.take(operation, path) }

  /// Changes bits of a byte on the medium and in the cache, as a medium does that forgets.
  ///
  /// Nothing notices. A byte that is not there stays so.
  public func rot(_ path: FilePath, at offset: Int, flipping mask: UInt8) {
    guard let node = model.current.node(at: path.names), let count = contents[node]?.bytes.count,
      (0..<count).contains(offset)
    else { return }
    contents[node]?.bytes[offset] ^= mask
  }
}

// MARK: Operations

extension SimulatedDisk {
  public var recentOperations: (first: Int, operations: [DiskOperation]) {
    let changes = operations.filter(\.isChange)
    return (1, changes.withNamesOfTheirTime)
  }

  public func states(of operations: [DiskOperation]) -> [OperationState] { model.states(of: operations) }

  /// Forgets what was done so far.
  public func clearOperations() { operations = [] }

  func record(_ operation: DiskOperation) {
    if isUnplugged { return }
    if recordsOperations { operations.append(operation) }
    observer?(operation)
    failures.performed(operation)
  }

  /// Runs an operation under its faults and records how it went.
  ///
  /// `body` may say more about it.
  func perform<Result>(
    _ operation: DiskError.Operation, _ path: FilePath, to target: FilePath? = nil,
    node: Namespace.Node? = nil, count: Int = 0, _ body: (inout DiskOperation) throws(Errno) -> Result
  ) throws(Errno) -> Result {
    var entry = DiskOperation(operation, path)
    entry.target = target
    entry.node = node
    entry.count = count
    let serial = model.lastSerial
    do throws(Errno) {
      if let fault = takeFault(operation, path), let errno = fault.errno { throw errno }
      let result = try body(&entry)
      if model.lastSerial != serial { entry.serial = model.lastSerial }
      record(entry)
      return result
    } catch {
      entry.errno = error
      record(entry)
      throw error
    }
  }
}

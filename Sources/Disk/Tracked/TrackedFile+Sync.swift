import SystemPackage

/// Syncs on another thread, or started by one call and ended by another.
extension TrackedFile: ParkedSync, DeferredSync {
  /// Microseconds between two looks at whether a slow sync has still to go on.
  private static let slice: Int64 = 10_000

  func dataSync(parkedAt gate: ForkGate) throws(DiskError) {
    try syncing(.dataSync) { () throws(DiskError) in
      var left = account.withFailures { $0.syncDelay }
      while left > 0, !account.isUnplugged {
        gate.leave()
        SystemClock().sleep(min(left, Self.slice))
        gate.enter()
        left -= Self.slice
      }
      if let file = file as? any ParkedSync { try file.dataSync(parkedAt: gate) } else { try file.dataSync() }
    }
  }

  func startSync() -> Int { account.update { $0.syncWillStart(node) } }

  func endSync(_ ticket: Int) throws(DiskError) {
    try finish(ticket, .dataSync) { () throws(DiskError) in try file.dataSync() }
  }

  func syncing(_ operation: DiskError.Operation, _ sync: () throws(DiskError) -> Void) throws(DiskError) {
    try finish(startSync(), operation, sync)
  }

  private func finish(
    _ ticket: Int, _ operation: DiskError.Operation, _ sync: () throws(DiskError) -> Void
  ) throws(DiskError) {
    var entry = DiskOperation(operation, path)
    entry.node = node
    if let fault = account.failure(operation, path), let errno = fault.errno {
      account.update { $0.syncFailed(ticket, dropping: fault.drops) }
      entry.errno = errno
      account.record(entry)
      throw DiskError(operation, path, errno)
    }
    do throws(DiskError) { try sync() } catch {
      // Linux marks pages clean even when it could not write them.
      account.update { $0.syncFailed(ticket, dropping: true) }
      entry.errno = error.errno
      account.record(entry)
      throw error
    }
    if account.isUnplugged {
      // The machine stopped before the sync had ended.
      account.update { $0.syncFailed(ticket, dropping: false) }
      throw DiskError(operation, path, .ioError)
    }
    account.update { $0.syncSucceeded(ticket) }
    account.record(entry)
  }
}

extension TrackedDisk {
  /// Lets the time pass that a slow sync takes.
  func wait(forSyncOf file: TrackedFile) {
    let delay = syncDelay
    if delay > 0 { wait(delay) }
  }
}

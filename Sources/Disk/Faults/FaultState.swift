import SystemPackage

/// The failures that a disk is to produce, and how long it goes on at all.
struct FaultState {
  /// What fails, in the order in which it was injected.
  private(set) var faults: [DiskFault] = []
  /// Bytes all files together may hold; nil is without limit.
  var capacity: Int?
  /// Microseconds that each sync of a file takes longer than it does by itself.
  var syncDelay: Int64 = 0
  /// Operations after which nothing changes any more; nil when the disk goes on.
  private(set) var operationsLeft: Int?

  /// Whether the last operation has been done, so that every further one fails.
  var isUnplugged: Bool { operationsLeft == 0 }

  mutating func inject(_ fault: DiskFault) { faults.append(fault) }

  /// Lets every call go well again.
  ///
  /// The disk stays full if it was, slow, and unplugged.
  mutating func clear() { faults = [] }

  /// Lets nothing change any more after `count` operations; nil lets the disk go on.
  mutating func unplug(after count: Int?) { operationsLeft = count }

  /// Counts an operation that was done.
  mutating func performed(_ operation: DiskOperation) {
    guard operation.isChange, let left = operationsLeft, left > 0 else { return }
    operationsLeft = left - 1
  }

  /// The fault that applies to a call, which counts as used.
  ///
  /// `count` is the number of bytes that a write would like to write.
  mutating func take(_ operation: DiskError.Operation, _ path: FilePath, count: Int = 0) -> DiskFault? {
    if isUnplugged { return .failing(operation, .ioError) }
    for index in faults.indices where faults[index].matches(operation, path) {
      if faults[index].skipping > 0 {
        faults[index].skipping -= 1
        continue
      }
      let fault = faults[index]
      if fault.errno == nil, let afterwards = fault.afterwards {
        guard fault.wasShort else {
          // A write that is no longer than that is not cut short.
          if count > fault.taking { faults[index].wasShort = true }
          return fault
        }
        faults[index].wasShort = false
        use(index)
        return .failing(operation, afterwards)
      }
      use(index)
      return fault
    }
    return nil
  }

  private mutating func use(_ index: Int) {
    faults[index].times -= 1
    if faults[index].times <= 0 { faults.remove(at: index) }
  }

  /// How many of `count` bytes a write at `offset` of a file of `size` bytes may take, when all files hold `used`.
  mutating func allowance(
    _ count: Int, at offset: Int, of size: Int, used: Int, _ path: FilePath
  ) throws(Errno) -> Int {
    var allowed = count
    if let fault = take(.write, path, count: count) {
      if let errno = fault.errno { throw errno }
      allowed = min(allowed, fault.taking)
    }
    guard let capacity else { return allowed }
    let growth = offset + allowed - size
    let room = max(capacity - used, 0)
    if growth > room { allowed -= growth - room }
    if allowed <= 0 && count > 0 { throw .noSpace }
    return allowed
  }
}

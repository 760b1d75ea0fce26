public import SystemPackage

/// A failure that a ``CrashDisk`` will produce.
public struct DiskFault: Equatable, Sendable {
  /// The call to fail.
  ///
  /// `.dataSync` and `.sync` both mean either.
  public var operation: DiskError.Operation
  /// Only calls on this path, as it is given in the call; nil is any.
  public var path: FilePath?
  /// So many matching calls go well before.
  public var skipping: Int
  /// So many calls fail.
  public var times: Int
  /// What the call throws; nil only for a write that takes fewer bytes than given.
  public var errno: Errno?
  /// Bytes a short write takes.
  public var taking: Int
  /// What the write after a short one throws; nil when it goes well.
  public var afterwards: Errno?
  /// Whether a failed sync marks its bytes as clean, so that no later sync writes them.
  public var drops: Bool
  /// Whether a write was short, so that the next one fails with ``afterwards``.
  var wasShort = false

  private init(_ operation: DiskError.Operation, _ errno: Errno?, taking: Int = 0, drops: Bool = false) {
    self.operation = operation
    self.errno = errno
    self.taking = taking
    self.drops = drops
    path = nil
    skipping = 0
    times = 1
  }

  /// The next such call fails.
  public static func failing(_ operation: DiskError.Operation, _ errno: Errno) -> DiskFault {
    DiskFault(operation, errno)
  }

  /// The next write takes at most `count` bytes.
  ///
  /// With `afterwards` the one after a write that was cut short fails, as on a disk that has become full.
  public static func shortWrite(taking count: Int, then afterwards: Errno? = nil) -> DiskFault {
    var fault = DiskFault(.write, nil, taking: count)
    fault.afterwards = afterwards
    return fault
  }

  /// The next sync fails.
  ///
  /// With `dropping`, as on Linux, its bytes never reach the medium unless written again.
  public static func failingSync(_ errno: Errno, dropping: Bool) -> DiskFault {
    DiskFault(.dataSync, errno, drops: dropping)
  }

  /// The fault on calls with `path` only.
  public func on(_ path: FilePath) -> DiskFault {
    var fault = self
    fault.path = path
    return fault
  }

  /// The fault after `count` matching calls that go well.
  public func after(_ count: Int) -> DiskFault {
    var fault = self
    fault.skipping = count
    return fault
  }

  /// The fault `count` times in a row.
  public func repeated(_ count: Int) -> DiskFault {
    var fault = self
    fault.times = count
    return fault
  }

  func matches(_ operation: DiskError.Operation, _ path: FilePath) -> Bool {
    let isSync = self.operation == .dataSync || self.operation == .sync
    let isMeant = self.operation == operation || (isSync && (operation == .dataSync || operation == .sync))
    return isMeant && (self.path ?? path) == path
  }
}

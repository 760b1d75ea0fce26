public import SystemPackage

/// One operation on a ``SimulatedDisk``.
public struct DiskOperation: Equatable, Sendable {
  /// The call.
  public var operation: DiskError.Operation
  /// What it was about.
  public var path: FilePath
  /// Where a rename led to.
  public var target: FilePath?
  /// Where a write began.
  public var offset = 0
  /// Bytes written, or the size a file was cut to.
  public var count = 0
  /// Why it failed, nil when it did not.
  public var errno: Errno?

  init(_ operation: DiskError.Operation, _ path: FilePath) {
    self.operation = operation
    self.path = path
  }
}

extension SimulatedDisk {
  /// Forgets what was done so far.
  public func clearOperations() { operations = [] }

  func record(_ operation: DiskOperation) {
    if recordsOperations { operations.append(operation) }
    observer?(operation)
  }

  /// Runs an operation under its faults and records how it went.
  func perform<Result>(
    _ operation: DiskError.Operation, _ path: FilePath, to target: FilePath? = nil, count: Int = 0,
    _ body: () throws(Errno) -> Result
  ) throws(Errno) -> Result {
    var entry = DiskOperation(operation, path)
    entry.target = target
    entry.count = count
    do throws(Errno) {
      if let fault = takeFault(operation, path), let errno = fault.errno { throw errno }
      let result = try body()
      record(entry)
      return result
    } catch {
      entry.errno = error
      record(entry)
      throw error
    }
  }
}

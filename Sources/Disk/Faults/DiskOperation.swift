public import SystemPackage

/// One operation on a ``CrashDisk``.
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
  /// Whether it may have changed something: all but the opening of a file that is there and keeps its content.
  public var isChange = true
  /// The file it was about, where that matters for what becomes of it.
  var node: Namespace.Node?
  /// The change of names that it was.
  var serial: Int?

  init(_ operation: DiskError.Operation, _ path: FilePath) {
    self.operation = operation
    self.path = path
  }
}

/// How far an operation has come on its way to the medium.
public enum OperationState: Equatable, Sendable {
  /// It failed.
  case failed(Errno)
  /// A sync: it makes others durable.
  case done
  /// A power cut takes nothing of it.
  case durable
  /// A power cut takes all but so many bytes of it.
  case cached(durable: Int)
  /// Later operations took it back: the bytes were cut off, or the file is gone.
  case undone
  /// A sync failed and left its bytes marked as clean: they will not reach the medium.
  case dropped
}

extension [DiskOperation] {
  /// The operations with the names that the files had then, where they differ from those they were opened by.
  var withNamesOfTheirTime: [DiskOperation] {
    var names: [Namespace.Node: FilePath] = [:]
    return map { operation in
      guard let node = operation.node, operation.errno == nil || operation.operation != .rename else {
        return operation
      }
      if let target = operation.target {
        names[node] = target
        return operation
      }
      var named = operation
      if let name = names[node], operation.operation != .open { named.path = name }
      return named
    }
  }
}

extension DurabilityModel {
  /// How far each of `operations`, which are in order, has come.
  func states(of operations: some BidirectionalCollection<DiskOperation>) -> [OperationState] {
    let pending = Set(pending.map(\.serial))
    var cuts: [Node: Int] = [:]
    var states: [OperationState] = []
    for operation in operations.reversed() {
      states.append(state(of: operation, pending, cuts))
      guard operation.errno == nil, operation.operation == .truncate, let node = operation.node else { continue }
      cuts[node] = min(cuts[node] ?? .max, operation.count)
    }
    return states.reversed()
  }

  private func state(of operation: DiskOperation, _ pending: Set<Int>, _ cuts: [Node: Int]) -> OperationState {
    if let errno = operation.errno { return .failed(errno) }
    if let serial = operation.serial { return pending.contains(serial) ? .cached(durable: 0) : .durable }
    switch operation.operation {
    case .write:
      let end = operation.offset + operation.count
      guard let node = operation.node, let file = files[node], end <= file.size, end <= cuts[node] ?? .max else {
        return .undone
      }
      let range = operation.offset..<end
      if file.dropped.contains(where: { $0.overlaps(range) }) { return .dropped }
      if file.stable >= end { return .durable }
      return .cached(durable: max(0, file.stable - operation.offset))
    case .truncate:
      guard let node = operation.node, let file = files[node] else { return .undone }
      return file.saved > 0 || file.stable < operation.count ? .cached(durable: 0) : .durable
    default: return .done
    }
  }
}

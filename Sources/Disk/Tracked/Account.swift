import Synchronization
import SystemPackage

/// What a ``TrackedDisk`` knows, shared with its files, whose syncs may run on another thread.
///
/// A forked child may only ask it for failures, on its own copy: at a fork no thread is inside of it.
final class Account: Sendable {
  private struct Contents {
    var model = DurabilityModel()
    var failures = FaultState()
    var journal = OperationJournal()
  }

  private let contents: Mutex<Contents>

  init() {
    var start = Contents()
    start.model.strict = NameJournal()
    contents = Mutex(start)
  }

  /// Runs `body` while no other thread uses the model.
  func update<Result, Failure: Error>(
    _ body: (inout DurabilityModel) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try contents.withLock { (contents) throws(Failure) in try body(&contents.model) }
  }

  // MARK: Failures

  /// Reads or changes what is to fail.
  func withFailures<Result>(_ body: (inout FaultState) -> Result) -> Result {
    contents.withLock { body(&$0.failures) }
  }

  var isUnplugged: Bool { withFailures { $0.isUnplugged } }

  /// The failure that is to befall a call, nil when it may go well.
  func failure(_ operation: DiskError.Operation, _ path: FilePath) -> DiskFault? {
    withFailures { $0.take(operation, path) }
  }

  /// How many of `count` bytes a write at `offset` of file `node` may take; without those at its end.
  ///
  /// `unknown` is the number of bytes on the disk that the model does not know of.
  func allowance(
    _ count: Int, at offset: Int? = nil, of node: Namespace.Node? = nil, unknown: Int = 0, _ path: FilePath
  ) throws(Errno) -> Int {
    try contents.withLock { (contents) throws(Errno) in
      let size = node.flatMap { contents.model.files[$0]?.size } ?? 0
      let used = contents.failures.capacity == nil ? 0 : contents.model.bytesUsed + unknown
      return try contents.failures.allowance(count, at: offset ?? size, of: size, used: used, path)
    }
  }

  /// Lets files grow by at most so many bytes from now on.
  func limitGrowth(to room: Int?) {
    contents.withLock { contents in contents.failures.capacity = room.map { contents.model.bytesUsed + $0 } }
  }

  /// The bytes by which files may still grow.
  var room: Int? {
    contents.withLock { contents in contents.failures.capacity.map { max(0, $0 - contents.model.bytesUsed) } }
  }

  // MARK: Operations

  /// The number of the last change of names.
  var lastSerial: Int { update { $0.lastSerial } }

  /// Takes note of an operation; `before` is the number of the last change of names before it.
  func record(_ operation: DiskOperation, since before: Int? = nil) {
    contents.withLock { contents in
      if contents.failures.isUnplugged { return }
      var entry = operation
      if let before, contents.model.lastSerial != before { entry.serial = contents.model.lastSerial }
      if entry.isChange { contents.journal.append(entry) }
      contents.failures.performed(entry)
    }
  }

  /// The last operations, with the number of the first.
  var recentOperations: (first: Int, operations: [DiskOperation]) {
    contents.withLock { ($0.journal.first, $0.journal.operations) }
  }

  func states(of operations: [DiskOperation]) -> [OperationState] { update { $0.states(of: operations) } }
}

/// The last operations on a disk.
struct OperationJournal {
  /// Operations that are kept at least.
  private static let limit = 1000

  /// Oldest first.
  private(set) var operations: [DiskOperation] = []
  /// The number of the first of them, from 1.
  private(set) var first = 1

  mutating func append(_ operation: DiskOperation) {
    operations.append(operation)
    guard operations.count >= 2 * Self.limit else { return }
    operations.removeFirst(Self.limit)
    first += Self.limit
  }
}

extension DurabilityModel {
  /// Bytes of all files that have a name.
  var bytesUsed: Int { files.reduce(0) { unnamed.contains($1.key) ? $0 : $0 + $1.value.size } }

  /// The files with bytes that no sync has covered, and how many, below `root`.
  func unsyncedFiles(below root: FilePath) -> [(path: FilePath, bytes: Int)] {
    current.walk().compactMap { path, node in
      guard let file = files[node], file.unsynced > 0 else { return nil }
      return (root.appending(path), file.unsynced)
    }
  }
}

import Bytes
import Disk
import EngineHarness
import SystemPackage
import Testing

/// Every call of small workloads fails once, for every way in which it may; then comes a crash.
@Suite struct CrashStatesFaultTests {
  static let steps = [
    "SET a 1", "MULTI ; INCR a ; INCR b ; EXEC", "wait 1.1", "BGREWRITEAOF", "INCR a", "wait 0.1", "INCR a", "wait 2.1",
    "CONFIG SET appendonly no", "INCR a", "CONFIG SET appendonly yes", "INCR a", "SAVE", "restart", "INCR a",
    "wait 2.1",
  ]

  struct Kind: CustomStringConvertible, Sendable {
    let description: String
    let operation: DiskError.Operation
    let faults: [DiskFault]
  }

  static let kinds: [Kind] = [
    Kind(description: "write EIO", operation: .write, faults: [.failing(.write, .ioError)]),
    Kind(description: "disk full for a while", operation: .write, faults: [.failing(.write, .noSpace).repeated(6)]),
    Kind(description: "short write", operation: .write, faults: [.shortWrite(taking: 5), .failing(.write, .noSpace)]),
    Kind(
      description: "short write that cannot be cut off", operation: .write,
      faults: [.shortWrite(taking: 5), .failing(.write, .noSpace), .failing(.truncate, .ioError)]),
    Kind(description: "sync", operation: .dataSync, faults: [.failing(.dataSync, .ioError)]),
    Kind(description: "dropping sync", operation: .dataSync, faults: [.failingSync(.ioError, dropping: true)]),
    Kind(
      description: "two dropping syncs", operation: .dataSync,
      faults: [.failingSync(.ioError, dropping: true).repeated(2)]),
    Kind(description: "rename", operation: .rename, faults: [.failing(.rename, .ioError)]),
    Kind(description: "open", operation: .open, faults: [.failing(.open, .noSpace)]),
    Kind(description: "unlink", operation: .unlink, faults: [.failing(.unlink, .ioError)]),
    Kind(description: "directory sync", operation: .syncDirectory, faults: [.failing(.syncDirectory, .ioError)]),
    Kind(description: "directory", operation: .makeDirectory, faults: [.failing(.makeDirectory, .noSpace)]),
  ]

  @Test(arguments: kinds, ["always", "everysec"])
  func noFailureLosesWhatIsProtected(_ kind: Kind, _ policy: String) throws {
    let settings = ["appendonly": "yes", "appendfsync": policy]
    let healthy = try CrashRun(settings)
    try healthy.start()
    try healthy.run(Self.steps)
    let isSync = kind.operation == .dataSync
    let calls = healthy.disk.operations.count { $0.operation == kind.operation || isSync && $0.operation == .sync }
    #expect(calls > 0)
    var checker = CrashChecker()
    checker.keptNames = [0, 1000]
    checker.keptBytes = [1000]
    for index in 0..<calls {
      let run = try CrashRun(settings)
      run.isHealthy = false
      run.takesImages = false
      // Of the faults of one kind the later ones follow the first.
      for fault in kind.faults {
        run.disk.inject(fault.operation == kind.operation ? fault.after(index) : fault)
      }
      if try !run.start() { try run.start() }
      try run.run(Self.steps)
      run.disk.clearFaults()
      try checker.check(run.image("\(kind) \(index) failed"), run.states)
    }
  }

  /// Failures of up to four kinds in one run, wherever they fall.
  @Test(arguments: 0..<24, ["always", "everysec"])
  func failuresThatComeTogetherLoseNothingEither(_ round: Int, _ policy: String) throws {
    let settings = ["appendonly": "yes", "appendfsync": policy]
    var checker = CrashChecker()
    checker.keptNames = [0, 1000]
    checker.keptBytes = [1000]
    for seed in round * 20..<round * 20 + 20 {
      var random = RandomNumbers(seed: UInt64(seed))
      let run = try CrashRun(settings)
      run.isHealthy = false
      run.takesImages = false
      var chosen: [String] = []
      var left = Self.kinds
      for _ in 0..<2 + random.below(3) {
        let kind = left.remove(at: random.below(left.count))
        let index = random.below(30)
        for fault in kind.faults { run.disk.inject(fault.operation == kind.operation ? fault.after(index) : fault) }
        chosen.append("\(kind) \(index)")
      }
      if try !run.start() { try run.start() }
      try run.run(Self.steps)
      run.disk.clearFaults()
      try checker.check(run.image("\(seed): \(chosen)"), run.states)
    }
  }
}

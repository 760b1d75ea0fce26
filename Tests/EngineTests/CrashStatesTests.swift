import Disk
import EngineHarness
import SystemPackage
import Testing

/// Every crash of small workloads: after each operation of the disk a kill, and power cuts that keep more or less.
@Suite struct CrashStatesTests {
  static let workloads: [(name: String, settings: [String: String], steps: [String])] = [
    ("commands", [:], ["SET a 1", "INCR a", "SELECT 2", "SET b 2 EX 1000", "DEL b", "APPEND c xyz", "PERSIST c"]),
    (
      "transactions", [:],
      [
        "MULTI ; SET a 1 ; SELECT 1 ; SET b 2 ; EXEC", "MULTI ; INCR a ; INCR b ; EXEC", "SET c 3 ; SET d 4 ; INCR a",
        "SET e 1 PX 300", "wait 0.6", "SET f 1",
      ]
    ),
    (
      "rewrites", [:],
      [
        "INCR a", "BGREWRITEAOF", "INCR a", "wait 0.1", "INCR a", "BGREWRITEAOF ; INCR a", "wait 0.1", "SET b 1",
        "MULTI ; INCR a ; BGREWRITEAOF ; INCR a ; EXEC", "wait 0.3", "INCR a",
      ]
    ),
    (
      "switches", [:],
      [
        "SET a 1", "CONFIG SET appendonly no", "SET b 1", "CONFIG SET appendonly yes", "INCR b",
        "CONFIG SET appendonly no", "SAVE", "INCR b", "CONFIG SET appendonly yes", "INCR b", "restart", "INCR b",
      ]
    ),
    (
      "policies", [:],
      [
        "SET a 1", "CONFIG SET appendfsync always", "INCR a", "CONFIG SET appendfsync no", "INCR a",
        "CONFIG SET appendfsync everysec", "INCR a", "wait 2.5", "INCR a", "wait 2.5",
      ]
    ),
    (
      "ends", ["save": "3600 1"],
      ["INCR a", "restart", "INCR a", "SAVE", "INCR a", "kill", "INCR a", "FLUSHALL", "INCR a", "restart"]
    ),
    (
      "commands as base", ["aof-use-rdb-preamble": "no", "aof-timestamp-enabled": "yes"],
      ["SET a 1", "wait 1.1", "SET b 2 EX 1000", "BGREWRITEAOF", "INCR a", "wait 1.2", "INCR a", "kill", "INCR a"]
    ),
    (
      "snapshots", ["appendonly": "no", "save": "1 1"], ["SET a 1", "SAVE", "INCR a", "wait 2.2", "INCR a", "restart"]
    ),
    (
      "old layout", ["old": "yes"],
      ["INCR a", "BGREWRITEAOF", "INCR a", "wait 0.1", "INCR a", "restart", "INCR a"]
    ),
  ]

  @Test(arguments: workloads.map(\.name), ["always", "everysec", "no"])
  func nothingProtectedIsLost(_ name: String, _ policy: String) throws {
    let (run, steps) = try Self.run(name, policy)
    try #require(try run.start(), "\(run.refusal ?? "")")
    try run.run(steps)
    var checker = CrashChecker()
    checker.everyByteUpTo = policy == "always" ? 40 : name == "transactions" ? 130 : 0
    try checker.check(run)
    #expect(checker.images > 20)
  }

  /// `always` holds from the reply to CONFIG SET on, whatever the other thread has under way: an fsync, the list of a
  /// rewrite that begins, or that of one that ends.
  @Test(arguments: [50_000, 300_000, 5_000_000] as [Int64])
  func alwaysBeginsWithItsReply(_ syncDelay: Int64) throws {
    for steps in [
      ["SET a 1", "wait 1.1", "INCR a", "CONFIG SET appendfsync always", "INCR a", "wait 0.4", "INCR a"],
      ["SET a 1", "BGREWRITEAOF", "INCR a", "CONFIG SET appendfsync always", "INCR a", "wait 0.4", "INCR a"],
      [
        "SET a 1", "wait 1.1", "INCR a", "BGREWRITEAOF", "INCR a", "CONFIG SET appendfsync always", "INCR a", "INCR a",
        "wait 1", "INCR a",
      ],
      [
        "SET a 1", "BGREWRITEAOF", "wait 0.1", "wait 0.4", "INCR a", "CONFIG SET appendfsync always", "INCR a",
        "wait 0.4", "INCR a",
      ],
    ] {
      let run = try CrashRun(["appendonly": "yes", "appendfsync": "everysec"])
      run.syncDelay = syncDelay
      try #require(try run.start(), "\(run.refusal ?? "")")
      try run.run(steps)
      var checker = CrashChecker()
      checker.everyByteUpTo = 40
      try checker.check(run)
    }
  }

  static func run(_ name: String, _ policy: String) throws -> (CrashRun, [String]) {
    guard var workload = workloads.first(where: { $0.name == name }) else { preconditionFailure("no workload \(name)") }
    let disk = SimulatedDisk(directories: ["/data"])
    var states = [""]
    if workload.settings.removeValue(forKey: "old") != nil {
      let file = try disk.open("/data/appendonly.aof", .append)
      try file.writeAll(Array("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n7\r\n".utf8).span)
      try file.sync()
      try disk.syncDirectory("/data")
      states = ["0/a=7"]
    }
    let settings = ["appendonly": "yes", "appendfsync": policy].merging(workload.settings) { $1 }
    return (try CrashRun(settings, disk: disk, states: states), workload.steps)
  }
}

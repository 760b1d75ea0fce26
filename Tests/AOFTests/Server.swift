import AOF
import Bytes
import Commands
import Disk
import RESP
import SystemPackage
import Testing

/// An engine in small: a data set, an append-only file on a simulated disk, and the order in which both are used.
final class Server {
  let disk: any Disk
  let clock: VirtualClock
  let worker: InlineSyncWorker
  let target = MemoryTarget()
  var aof: AppendOnlyFile
  var lines: [String] { box.lines }
  private let box = Box()
  private let pid: Int

  final class Box { var lines: [String] = [] }

  init(_ disk: any Disk, clock: VirtualClock, pid: Int = 7, _ change: (inout AOFSettings) -> Void = { _ in }) {
    self.disk = disk
    self.clock = clock
    self.pid = pid
    worker = InlineSyncWorker(clock: clock)
    var settings = AOFSettings(directory: "/data")
    settings.policy = .always
    settings.processIdentifier = pid
    change(&settings)
    let box = box
    aof = AppendOnlyFile(settings: settings, disk: disk, clock: clock, worker: worker) { level, line in
      box.lines.append("\(level.rawValue) \(line)")
    }
  }

  /// A server that has started.
  static func started(
    _ disk: any Disk, clock: VirtualClock, pid: Int = 7, _ change: (inout AOFSettings) -> Void = { _ in }
  ) throws -> Server {
    let server = Server(disk, clock: clock, pid: pid, change)
    try server.start()
    return server
  }

  @discardableResult func start() throws -> LoadReport? {
    try aof.readManifest()
    let report = try aof.load(into: target)
    try aof.start { file throws(DiskError) in try file.writeAll(MemoryTarget.snapshot([:]).span) }
    return report
  }

  func apply(_ line: String, flush: Bool = true) throws {
    target.database = 0
    var words: [[UInt8]] = []
    for word in line.split(separator: " ") { words.append(Array(word.utf8)) }
    let owned = OwnedArguments(words)
    _ = target.execute(owned.view)
    aof.append(command: owned.view, in: 0, second: clock.now() / 1_000_000)
    if flush { try aof.flush() }
  }

  /// A unit of several commands.
  func applyUnit(_ commands: [String], in database: Int = 0, flush: Bool = true) throws {
    target.database = database
    var effects = Effects()
    for line in commands {
      let words = line.split(separator: " ").map { Array($0.utf8) }
      let owned = OwnedArguments(words)
      _ = target.execute(owned.view)
      effects.add(command: owned.view, in: database)
    }
    aof.append(unit: effects, second: clock.now() / 1_000_000)
    if flush { try aof.flush() }
  }

  /// What the rewrite's child does.
  func writeBase(childPid: Int, _ snapshot: [UInt8]? = nil) throws {
    let file = try disk.open(aof.settings.temporaryBaseName(pid: childPid).path(in: "/data"), .truncate)
    let content = snapshot ?? MemoryTarget.snapshot(target.data)
    try file.writeAll(content.span)
    try file.sync()
    try file.close()
    try disk.rename(
      aof.settings.temporaryBaseName(pid: childPid).path(in: "/data"),
      to: aof.settings.finishedBaseName(pid: childPid).path(in: "/data"))
  }

  func rewrite(childPid: Int = 99) throws {
    try aof.beginRewrite()
    aof.rewriteStarted(pid: childPid)
    try writeBase(childPid: childPid)
    _ = aof.rewriteSucceeded(pid: childPid)
  }

  func log(_ level: String) -> [String] { lines.filter { $0.hasPrefix(level) } }
}

extension SimulatedDisk {
  /// A disk whose append-only directory holds the given files, all durable.
  static func holding(
    _ files: [String: String], clock: VirtualClock, old: [String: String] = [:]
  ) throws
    -> SimulatedDisk
  {
    let disk = SimulatedDisk(clock: clock)
    if !files.isEmpty { try disk.makeDirectory("/data/appendonlydir") }
    for (name, content) in files {
      try disk.put(FilePath("/data/appendonlydir").appending(name), Array(content.utf8))
    }
    for (name, content) in old { try disk.put(FilePath("/data").appending(name), Array(content.utf8)) }
    return disk
  }

  func put(_ path: FilePath, _ content: [UInt8]) throws {
    let file = try open(path, .truncate)
    try file.writeAll(content.span)
    try file.sync()
    try file.close()
    try syncDirectory(path.removingLastComponent())
    try syncDirectory("/data")
  }

  func text(_ name: String) throws -> String {
    String(decoding: try readAll(FilePath("/data/appendonlydir").appending(name)), as: UTF8.self)
  }

  func names() throws -> [String] { try list("/data/appendonlydir").map { $0.name.string } }
}

let startTime: Int64 = 1_700_000_000_000_000
let oneIncr = "file appendonly.aof.1.incr.aof seq 1 type i\n"
let oneBase = "file appendonly.aof.1.base.rdb seq 1 type b\n"

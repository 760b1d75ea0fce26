import Commands
import Disk
import Engine
import Keyspace
import SystemPackage

/// Loading values of all types.
extension Measures {
  /// An append-only file of commands on all types, and the memory in use when it is loaded.
  func loadMixed() throws(BenchError) -> [Measurement] {
    var time = Measurement("load AOF, \(options.keys) mixed commands", .seconds, goal: .timesFaster(2))
    var memory = Measurement("memory after that", .bytes, goal: .timesFaster(1))
    let mixed = MixedWorkload(commands: options.keys, seed: options.seed)
    progress("load-mixed: preparing")
    try withScratch(in: options.directory, "load-mixed") { scratch throws(BenchError) in
      try writeAppendOnlyDirectory(scratch) { sink throws(DiskError) in try mixed.writeRequests(to: sink) }
      for run in 1...max(1, options.runs) {
        progress("load-mixed \(run)/\(options.runs)")
        try mixedHere(scratch, &time, &memory)
        try mixedInRedis(scratch, &time, &memory)
      }
    }
    return [time, memory]
  }

  private func mixedHere(
    _ scratch: ScratchDirectory, _ time: inout Measurement, _ memory: inout Measurement
  ) throws(BenchError) {
    let figures = try isolated { () throws(BenchError) in
      var subject: EngineUnderTest?
      let time = try Stopwatch.measure { () throws(BenchError) in
        subject = try EngineUnderTest(scratch.path, [("appendonly", "yes")])
      }
      guard let subject else { throw .engine("it did not load") }
      let memory = Double(subject.engine.context.keyspace.usedMemory)
      try subject.stop()
      return [time.seconds, time.processor, memory]
    }
    time.values.append(figures[0])
    time.processorSeconds.append(figures[1])
    memory.values.append(figures[2])
  }

  private func mixedInRedis(
    _ scratch: ScratchDirectory, _ time: inout Measurement, _ memory: inout Measurement
  ) throws(BenchError) {
    guard let redis else { return }
    let server = try RedisServer(redis, scratch.path, ["--appendonly", "yes"])
    defer { server.end() }
    time.redisProcessorSeconds.append(try server.processorSeconds())
    time.redis.append(try server.loggedSeconds(after: "DB loaded from append only file:"))
    memory.redis.append(try server.info("used_memory_dataset"))
  }
}

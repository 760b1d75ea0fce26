import Commands
import Disk
import Engine
import Keyspace
import SystemPackage

/// Memory that keys take.
extension Measures {
  /// Bytes per key of 16 bytes with a value of 32, as the engine counts them and as the system does.
  func memory() throws(BenchError) -> [Measurement] {
    var counted = Measurement("memory per key, counted", .bytes, goal: .atMost(100))
    var resident = Measurement("memory per key, resident", .bytes, goal: .atMost(100))
    let keys = Double(options.keys)
    try eachRun("memory") { scratch throws(BenchError) in
      try writeRequests(scratch, "requests")
      let bytes = try isolated { () throws(BenchError) in
        let subject = try EngineUnderTest(scratch.path, [("appendonly", "no")])
        let before = try Self.residentMemory()
        let emptyUse = subject.engine.context.keyspace.usedMemory
        try run(scratch.path.appending("requests"), subject)
        // What a resize of the table leaves to do is not done by the client but soon after.
        for _ in 0..<100 { subject.engine.cron() }
        let counted = subject.engine.context.keyspace.usedMemory - emptyUse
        let resident = try Self.residentMemory() - before
        try subject.stop()
        return [Double(counted), Double(resident)]
      }
      counted.values.append(bytes[0] / keys)
      resident.values.append(bytes[1] / keys)
      try memoryOfRedis(scratch, &counted, &resident)
    }
    return [counted, resident]
  }

  /// Bytes that this process has in physical memory.
  private static func residentMemory() throws(BenchError) -> Int {
    guard let bytes = ProcessMemory.resident() else { throw .disk(.read("/proc/self/statm", .ioError)) }
    return bytes
  }

  private func memoryOfRedis(
    _ scratch: ScratchDirectory, _ counted: inout Measurement, _ resident: inout Measurement
  ) throws(BenchError) {
    guard let redis else { return }
    let server = try RedisServer(redis, scratch.path, ["--appendonly", "no"])
    defer { server.end() }
    let before = (try server.info("used_memory"), try server.info("used_memory_rss"))
    try pipe(scratch.path.appending("requests"), to: server, redis)
    counted.redis.append((try server.info("used_memory") - before.0) / Double(options.keys))
    resident.redis.append((try server.info("used_memory_rss") - before.1) / Double(options.keys))
  }
}

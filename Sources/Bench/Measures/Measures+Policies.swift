import SystemPackage
import Bytes
import Disk

/// One client that writes under each fsync policy.
extension Measures {
  /// Writes per second and their latencies for `no`, `everysec` and `always`; the last beside the bare disk.
  func policies() throws(BenchError) -> [Measurement] {
    var results: [Measurement] = []
    for policy in ["no", "everysec", "always"] {
      let goal: Measurement.Goal? = policy == "always" ? .partOfReference(0.95) : nil
      var figures = Measurement("one client, appendfsync \(policy)", .perSecond, goal: goal)
      try eachRun("appendfsync-\(policy)") { scratch throws(BenchError) in
        try write(policy, scratch, &figures)
        try writeInRedis(policy, scratch, &figures)
      }
      results.append(figures)
    }
    return results
  }

  /// Slices of time in which the engine and the bare disk take turns, because disks change their minds.
  private static let slices = 10

  private func write(
    _ policy: String, _ scratch: ScratchDirectory, _ figures: inout Measurement
  ) throws(BenchError) {
    let subject = try EngineUnderTest(scratch.path, [("appendonly", "yes"), ("appendfsync", policy)])
    var client = Client(workload)
    var bare = Client(workload)
    var (seconds, bareSeconds) = (0.0, 0.0)
    let slice = options.secondsPerPolicy / Double(Self.slices)
    do throws(DiskError) {
      let file = try scratch.disk.open(scratch.path.appending("bare"), .append)
      for _ in 0..<Self.slices {
        seconds += run(slice) { client.set(in: subject) }
        guard policy == "always" else { continue }
        bareSeconds += try run(slice) { () throws(DiskError) in try bare.write(to: file) }
      }
      try file.close()
    } catch { throw .disk(error) }
    try subject.check()
    try subject.stop()
    figures.values.append(Double(client.latencies.count) / seconds)
    figures.latencies = client.latencies
    if bareSeconds > 0 { figures.reference.append(Double(bare.latencies.count) / bareSeconds) }
  }

  /// Repeats `body` for so many seconds; the seconds that it took.
  private func run<Failure: Error>(
    _ seconds: Double, _ body: () throws(Failure) -> Void
  ) throws(Failure) -> Double {
    let started = Stopwatch.nanoseconds()
    let end = started + Int64(seconds * 1e9)
    var now = started
    while now < end {
      try body()
      now = Stopwatch.nanoseconds()
    }
    return Double(now - started) / 1e9
  }

  private func writeInRedis(
    _ policy: String, _ scratch: ScratchDirectory, _ figures: inout Measurement
  ) throws(BenchError) {
    guard let redis else { return }
    try scratch.makeDirectory("redis")
    let directives = ["--appendonly", "yes", "--appendfsync", policy]
    let server = try RedisServer(redis, scratch.path.appending("redis"), directives)
    defer { server.end() }
    var client = Client(workload)
    let seconds = try run(options.secondsPerPolicy) { () throws(BenchError) in
      try client.set(over: server.connection)
    }
    figures.redis.append(Double(client.latencies.count) / seconds)
    figures.redisLatencies = client.latencies
  }
}

import Bytes
import Disk
import SystemPackage

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

  private func write(
    _ policy: String, _ scratch: ScratchDirectory, _ figures: inout Measurement
  ) throws(BenchError) {
    let answer = try isolated { () throws(BenchError) in
      let subject = try EngineUnderTest(scratch.path, [("appendonly", "yes"), ("appendfsync", policy)])
      var client = Client(workload)
      var rates: [Double]
      if policy == "always" {
        rates = try writeByTurns(subject, &client, scratch)
      } else {
        let seconds = run(options.secondsPerPolicy) { client.set(in: subject) }
        rates = [Double(client.latencies.count) / seconds, 0]
      }
      try subject.check()
      try subject.stop()
      return rates + client.latencies.figures
    }
    figures.values.append(answer[0])
    if answer[1] > 0 { figures.reference.append(answer[1]) }
    figures.latencies = Latencies(figures: answer[2...])
  }

  /// The engine and the bare disk take turns write by write, because disks change their minds.
  private func writeByTurns(
    _ subject: EngineUnderTest, _ client: inout Client, _ scratch: ScratchDirectory
  ) throws(BenchError) -> [Double] {
    var bare = Client(workload)
    var own: Int64 = 0
    var total: Int64 = 0
    do throws(DiskError) {
      let file = try scratch.disk.open(scratch.path.appending("bare"), .append)
      _ = try run(2 * options.secondsPerPolicy) { () throws(DiskError) in
        let started = Stopwatch.nanoseconds()
        client.set(in: subject)
        own += Stopwatch.nanoseconds() - started
        try bare.write(to: file)
        total += Stopwatch.nanoseconds() - started
      }
      try file.close()
    } catch { throw .disk(error) }
    let count = Double(client.latencies.count) * 1e9
    return [count / Double(own), count / Double(total - own)]
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

import Bytes
import Engine
import SystemPackage

/// BGREWRITEAOF beside a client that writes.
extension Measures {
  /// How long a rewrite takes, and the longest that a client waits for one command meanwhile.
  func rewrite() throws(BenchError) -> [Measurement] {
    var figures = Measurement("BGREWRITEAOF, \(options.keys) keys", .seconds, goal: .timesFaster(2))
    var stalls = Measurement("longest command meanwhile", .milliseconds, goal: .atMost(5))
    try eachRun("rewrite") { scratch throws(BenchError) in
      try writeRequests(scratch, "requests")
      try rewriteHere(scratch, &figures, &stalls)
      try rewriteInRedis(scratch, &figures, &stalls)
    }
    return [figures, stalls]
  }

  private static let directives = [
    ("appendonly", "yes"), ("appendfsync", "everysec"), ("auto-aof-rewrite-percentage", "0"),
  ]

  private func rewriteHere(
    _ scratch: ScratchDirectory, _ figures: inout Measurement, _ stalls: inout Measurement
  ) throws(BenchError) {
    let answer = try isolated { () throws(BenchError) in
      let subject = try EngineUnderTest(scratch.path, Self.directives)
      try run(scratch.path.appending("requests"), subject)
      settle(subject)
      let measured = try rewrite(subject)
      let status = String(decoding: subject.call(["INFO", "persistence"]), as: UTF8.self)
      guard status.contains("aof_last_bgrewrite_status:ok") else { throw .engine("the rewrite failed") }
      try subject.stop()
      return measured
    }
    figures.values.append(answer[0])
    stalls.latencies = Latencies(figures: answer[2...])
    stalls.values.append(Double(stalls.latencies?.maximum ?? 0) / 1e6)
    stalls.processorSeconds.append(answer[1])
  }

  /// Seconds, the most processor time of one command in seconds, and the latencies.
  private func rewrite(_ subject: EngineUnderTest) throws(BenchError) -> [Double] {
    var client = Client(workload)
    let started = Stopwatch.nanoseconds()
    var longest: Int64 = 0
    var used = Stopwatch.threadNanoseconds()
    let reply = subject.call(["BGREWRITEAOF"])
    client.latencies.add(Stopwatch.nanoseconds() - started)
    guard reply.first == UInt8(ascii: "+") else { throw .engine(String(decoding: reply, as: UTF8.self)) }
    repeat {
      let now = Stopwatch.threadNanoseconds()
      longest = max(longest, now - used)
      used = now
      client.set(in: subject)
    } while subject.isRewriting
    try subject.check()
    let seconds = Double(Stopwatch.nanoseconds() - started) / 1e9
    return [seconds, Double(max(longest, Stopwatch.threadNanoseconds() - used)) / 1e9] + client.latencies.figures
  }

  /// Lets what was written before get to the disk, so that the rewrite alone is measured.
  private func settle(_ subject: EngineUnderTest) {
    for _ in 0..<30 {
      subject.engine.cron()
      Stopwatch.sleep(milliseconds: 50)
    }
  }

  private func rewriteInRedis(
    _ scratch: ScratchDirectory, _ figures: inout Measurement, _ stalls: inout Measurement
  ) throws(BenchError) {
    guard let redis else { return }
    try scratch.makeDirectory("redis")
    let server = try RedisServer(
      redis, scratch.path.appending("redis"), Self.directives.flatMap { ["--" + $0.0, $0.1] })
    defer { server.end() }
    try pipe(scratch.path.appending("requests"), to: server, redis)
    Stopwatch.sleep(milliseconds: 1500)
    var client = Client(workload)
    let started = Stopwatch.nanoseconds()
    _ = try server.connection.call(["BGREWRITEAOF"])
    client.latencies.add(Stopwatch.nanoseconds() - started)
    var nextLook = started
    while true {
      try client.set(over: server.connection)
      guard Stopwatch.nanoseconds() > nextLook else { continue }
      nextLook += 20_000_000
      if try server.info("aof_rewrite_in_progress") == 0 { break }
    }
    figures.redis.append(Double(Stopwatch.nanoseconds() - started) / 1e9)
    stalls.redis.append(Double(client.latencies.maximum) / 1e6)
    stalls.redisLatencies = client.latencies
  }
}

import Engine
import SystemPackage
import Bytes

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
    let subject = try EngineUnderTest(scratch.path, Self.directives)
    try run(scratch.path.appending("requests"), subject)
    settle(subject)
    var client = Client(workload)
    let started = Stopwatch.nanoseconds()
    let reply = subject.call(["BGREWRITEAOF"])
    client.latencies.add(Stopwatch.nanoseconds() - started)
    guard reply.first == UInt8(ascii: "+") else { throw .engine(String(decoding: reply, as: UTF8.self)) }
    while subject.hasChild { client.set(in: subject) }
    figures.values.append(Double(Stopwatch.nanoseconds() - started) / 1e9)
    stalls.values.append(Double(client.latencies.maximum) / 1e6)
    try subject.check()
    let status = String(decoding: subject.call(["INFO", "persistence"]), as: UTF8.self)
    guard status.contains("aof_last_bgrewrite_status:ok") else { throw .engine("the rewrite failed") }
    stalls.latencies = client.latencies
    try subject.stop()
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

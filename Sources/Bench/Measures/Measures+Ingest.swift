import Engine
import SystemPackage

/// Running requests in bulk.
extension Measures {
  /// A file of SET commands with the append-only file on and `appendfsync everysec`.
  func ingest() throws(BenchError) -> Measurement {
    var figures = Measurement("ingest \(options.keys) SETs, everysec", .seconds, goal: .timesFaster(4))
    try eachRun("ingest") { scratch throws(BenchError) in
      try writeRequests(scratch, "requests")
      let time = try isolated { () throws(BenchError) in
        let subject = try EngineUnderTest(scratch.path, Self.ingestDirectives)
        let time = try Stopwatch.measure { () throws(BenchError) in
          try run(scratch.path.appending("requests"), subject)
        }
        try subject.stop()
        return [time.seconds, time.processor]
      }
      figures.values.append(time[0])
      figures.processorSeconds.append(time[1])
      try ingestInRedis(scratch, &figures)
    }
    return figures
  }

  /// Without automatic rewrites, which would be measured too.
  private static let ingestDirectives = [
    ("appendonly", "yes"), ("appendfsync", "everysec"), ("auto-aof-rewrite-percentage", "0"),
  ]

  private func ingestInRedis(_ scratch: ScratchDirectory, _ figures: inout Measurement) throws(BenchError) {
    guard let redis else { return }
    let directory = scratch.path.appending("redis")
    try scratch.makeDirectory("redis")
    let server = try RedisServer(redis, directory, Self.ingestDirectives.flatMap { ["--" + $0.0, $0.1] })
    defer { server.end() }
    let used = try server.processorSeconds()
    let time = try Stopwatch.measure { () throws(BenchError) in
      try pipe(scratch.path.appending("requests"), to: server, redis)
    }
    figures.redis.append(time.seconds)
    figures.redisProcessorSeconds.append(try server.processorSeconds() - used)
  }

  /// Sends a file of requests through `redis-cli --pipe`.
  func pipe(_ file: FilePath, to server: RedisServer, _ redis: RedisPrograms) throws(BenchError) {
    let requests: FileDescriptor
    do { requests = try FileDescriptor.open(file, .readOnly) } catch {
      throw .redis("the requests cannot be read: \(error)")
    }
    let client = try Subprocess(redis.client, ["-p", "\(server.port)", "--pipe"], input: requests)
    let status = client.wait()
    do { try requests.close() } catch { throw .redis("the requests cannot be closed: \(error)") }
    if status != 0 { throw .redis("redis-cli --pipe failed with status \(status)") }
  }
}

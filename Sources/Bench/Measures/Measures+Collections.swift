import Disk
import Engine
import SystemPackage

/// Commands on collections.
extension Measures {
  /// Piped commands on collections of 1, 100 and as many elements as there are keys otherwise, without an append-only
  /// file.
  ///
  /// Of redis-server the processor time counts, not that of the client and the network.
  func collections() throws(BenchError) -> [Measurement] {
    var results: [Measurement] = []
    for operation in CollectionWorkload.Operation.allCases {
      for size in [1, 100, options.keys] where size <= options.keys {
        let work = CollectionWorkload(
          operation, size: size, commands: min(options.keys, 200_000), seed: options.seed)
        results.append(try collection(work))
      }
    }
    return results
  }

  private func collection(_ work: CollectionWorkload) throws(BenchError) -> Measurement {
    let name = "\(work.operation.rawValue), \(work.size)"
    var figures = Measurement(name, .perSecond, goal: .timesFaster(1))
    try withScratch(in: options.directory, "collections") { scratch throws(BenchError) in
      try scratch.write("construction") { write throws(DiskError) in try work.writeConstruction(to: write) }
      try scratch.write("commands") { write throws(DiskError) in try work.writeCommands(to: write) }
      for run in 1...max(1, options.runs) {
        progress("\(name) \(run)/\(options.runs)")
        try collectionHere(scratch, work, &figures)
        try collectionInRedis(scratch, work, &figures)
      }
    }
    return figures
  }

  private func collectionHere(
    _ scratch: ScratchDirectory, _ work: CollectionWorkload, _ figures: inout Measurement
  ) throws(BenchError) {
    let time = try isolated { () throws(BenchError) in
      let subject = try EngineUnderTest(scratch.path, [("appendonly", "no")])
      try run(scratch.path.appending("construction"), subject, requests: work.size)
      let time = try Stopwatch.measure { () throws(BenchError) in
        try run(scratch.path.appending("commands"), subject, requests: work.commands)
      }
      try subject.stop()
      return [time.seconds]
    }
    figures.values.append(Double(work.commands) / time[0])
  }

  private func collectionInRedis(
    _ scratch: ScratchDirectory, _ work: CollectionWorkload, _ figures: inout Measurement
  ) throws(BenchError) {
    guard let redis else { return }
    let server = try RedisServer(redis, scratch.path, ["--appendonly", "no"])
    defer { server.end() }
    try pipe(scratch.path.appending("construction"), to: server, redis)
    let used = try server.processorSeconds()
    try pipe(scratch.path.appending("commands"), to: server, redis)
    figures.redis.append(Double(work.commands) / (try server.processorSeconds() - used))
  }
}

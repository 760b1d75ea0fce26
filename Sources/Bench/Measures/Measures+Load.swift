import Commands
import Engine
import Keyspace
import RESP
import SystemPackage

/// Loading at start.
extension Measures {
  /// An append-only file of SET commands.
  func loadAOF() throws(BenchError) -> Measurement {
    var result = Measurement("load AOF, \(options.keys) SETs", .seconds, goal: .timesFaster(4))
    try load("load-aof", isRDB: false, phrase: "DB loaded from append only file:", &result)
    return result
  }

  /// A base file in the RDB format.
  func loadRDB() throws(BenchError) -> Measurement {
    var result = Measurement("load base RDB, \(options.keys) keys", .seconds, goal: .timesFaster(3))
    try load("load-rdb", isRDB: true, phrase: "DB loaded from base file", &result)
    return result
  }

  private func load(_ name: String, isRDB: Bool, phrase: String, _ result: inout Measurement) throws(BenchError) {
    var figures = result
    progress("\(name): preparing")
    try withScratch(in: options.directory, name) { scratch throws(BenchError) in
      try writeAppendOnlyDirectory(scratch, isRDB: isRDB)
      for run in 1...max(1, options.runs) {
        progress("\(name) \(run)/\(options.runs)")
        try loadHere(scratch, &figures)
        try loadInRedis(scratch, phrase: phrase, &figures)
      }
    }
    result = figures
  }

  private func loadHere(_ scratch: ScratchDirectory, _ figures: inout Measurement) throws(BenchError) {
    let time = try isolated { () throws(BenchError) in
      var subject: EngineUnderTest?
      let time = try Stopwatch.measure { () throws(BenchError) in
        subject = try EngineUnderTest(scratch.path, [("appendonly", "yes")])
      }
      guard let subject, subject.engine.context.database.count == options.keys else {
        throw .engine("it did not load all keys")
      }
      try subject.stop()
      return [time.seconds, time.processor]
    }
    figures.values.append(time[0])
    figures.processorSeconds.append(time[1])
  }

  private func loadInRedis(
    _ scratch: ScratchDirectory, phrase: String, _ figures: inout Measurement
  ) throws(BenchError) {
    guard let redis else { return }
    let server = try RedisServer(redis, scratch.path, ["--appendonly", "yes"])
    defer { server.end() }
    figures.redisProcessorSeconds.append(try server.processorSeconds())
    figures.redis.append(try server.loggedSeconds(after: phrase))
    guard case .integer(Int64(options.keys)) = try server.connection.call(["DBSIZE"]) else {
      throw .redis("redis-server did not load all keys")
    }
  }
}

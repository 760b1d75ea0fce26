import Engine
import SystemPackage

/// Starting on an empty directory.
extension Measures {
  /// From the start of the program to its first answer; without a program, from making an engine to its readiness.
  func start() throws(BenchError) -> Measurement {
    let what = options.executable == nil ? "start of the engine" : "start to first answer"
    var figures = Measurement("\(what), empty directory", .milliseconds, goal: .atMost(20))
    try eachRun("start") { scratch throws(BenchError) in
      try scratch.makeDirectory("own")
      let path = scratch.path.appending("own")
      let started = Stopwatch.nanoseconds()
      if let executable = options.executable {
        let output = try Pipe()
        let program = try Subprocess(executable, ["--dir", path.string, "--eval", "PING"], output: output.writeEnd)
        output.closeWriteEnd()
        guard output.waitForByte() else { throw .engine("\(executable) gave no answer") }
        figures.values.append(Double(Stopwatch.nanoseconds() - started) / 1e6)
        program.wait()
      } else {
        let subject = try EngineUnderTest(path, [("appendonly", "yes")])
        figures.values.append(Double(Stopwatch.nanoseconds() - started) / 1e6)
        try subject.stop()
      }
      guard let redis else { return }
      try scratch.makeDirectory("redis")
      let startedRedis = Stopwatch.nanoseconds()
      let server = try RedisServer(redis, scratch.path.appending("redis"), ["--appendonly", "yes"])
      figures.redis.append(Double(Stopwatch.nanoseconds() - startedRedis) / 1e6)
      server.end()
    }
    return figures
  }
}

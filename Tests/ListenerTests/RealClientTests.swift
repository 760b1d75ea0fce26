import TestSupport
import Testing

/// Programs that people use with Redis.
@Suite("real clients", .enabled(if: RedisServer.isInstalled, "redis-server and its tools are not installed"))
struct RealClientTests {
  private func run(_ server: ServingProgram, _ arguments: [String], input: String = "") throws -> String {
    try Program.run("redis-cli", ["-p", "\(server.port)"] + arguments, input: Array(input.utf8)).text
  }

  @Test func redisCommandLine() throws {
    let server = try ServingProgram(["--requirepass", "secret"])
    let own = ["--no-auth-warning", "-a", "secret"]
    #expect(try run(server, ["PING"]) == "NOAUTH Authentication required.\n\n")
    #expect(try run(server, own + ["SET", "a", "1"]) == "OK\n")
    #expect(try run(server, own + ["-x", "SET", "b"], input: "from input") == "OK\n")
    #expect(try run(server, own + ["-3", "--no-raw", "GET", "b"]) == "\"from input\"\n")
    let stream = (0..<1000).map { "*3\r\n$3\r\nSET\r\n$4\r\n\($0 + 1000)\r\n$1\r\nx\r\n" }.joined()
    #expect(try run(server, own + ["--pipe"], input: stream).contains("errors: 0, replies: 1000"))
    #expect(try run(server, own + ["DBSIZE"]) == "1002\n")
    #expect(try run(server, own + ["--bigkeys"]).contains("Sampled 1002 keys in the keyspace!"))
    #expect(try run(server, own + ["--memkeys"]).contains("Sampled 1002 keys in the keyspace!"))
    #expect(try run(server, own + ["--scan", "--pattern", "a"]) == "a\n")
    #expect(try run(server, own + ["INFO", "server"]).contains("tcp_port:\(server.port)\r\n"))
    _ = try run(server, own + ["SHUTDOWN"])
    #expect(server.finish() == 0)
  }

  @Test(arguments: [1, 16]) func redisBenchmark(_ pipeline: Int) throws {
    let server = try ServingProgram(["--appendonly", "yes"])
    let outcome = try Program.run(
      "redis-benchmark", ["-p", "\(server.port)", "-n", "2000", "-c", "50", "-P", "\(pipeline)", "--csv"])
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count == 21 && !outcome.errorText.contains("rror"), "\(outcome.errorText)")
    #expect(server.stop() == 0)
  }

  static let python = (try? Program.run("python3", ["-c", "import redis"]).status) == 0

  @Test(.enabled(if: python, "Python's package redis is not installed"))
  func redisPython() throws {
    let server = try ServingProgram()
    let script = String(#filePath.dropLast("RealClientTests.swift".count)) + "Clients/session.py"
    let outcome = try Program.run("python3", [script, "\(server.port)"])
    #expect(outcome.text == "done\n", "\(outcome.errorText)")
  }
}

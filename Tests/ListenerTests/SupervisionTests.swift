import TestSupport
import Testing

/// What the process is told that has started a server (Redis directive `supervised`).
@Suite struct SupervisionTests {
  /// What a server has told: messages, lines of its log, and what it says of itself.
  private struct Told: Equatable {
    var messages: [String]
    var lines: [String]
    var replies: [String?]
  }

  @Test(
    "all that systemd is told is Redis'", .enabled(if: RedisServer.isInstalled, "redis-server is not installed"),
    arguments: [
      ("systemd", "PATH", [["SET", "a", "1"]]), ("auto", "PATH", []), ("systemd", "@NAME", []), ("no", "PATH", []),
      ("systemd", "PATH", [["CONFIG", "SET", "save", "100 1"], ["SET", "a", "1"]]), ("systemd", nil, []),
      ("systemd", "/nonexistent/socket", []), ("systemd", "relative", []), ("auto", "/nonexistent/socket", []),
      ("auto", nil, []), ("upstart", nil, []), ("upstart", "PATH", []),
    ] as [(String, String?, [[String]])])
  func sameMessages(_ kind: String, _ socket: String?, _ commands: [[String]]) throws {
    let scratch = try ScratchDirectory()
    let isWatched = socket == "PATH" || socket == "@NAME"
    var told: [Told] = []
    for isOwn in [false, true] {
      let path = scratch.path + (isOwn ? "/own" : "/redis")
      let name = socket?.replacing("PATH", with: path).replacing("NAME", with: path)
      let receiver = isWatched ? try name.map { try DatagramSocket($0) } : nil
      let environment =
        ["env", "-u", "NOTIFY_SOCKET", "-u", "UPSTART_JOB"] + (name.map { ["NOTIFY_SOCKET=\($0)"] } ?? [])
      let arguments = ["--supervised", kind, "--loglevel", "verbose"]
      told.append(
        isOwn
          ? try Self.ownStory(arguments, environment, commands, receiver)
          : try Self.redisStory(arguments, environment, commands, receiver))
    }
    #expect(told[1] == told[0])
    #expect((told[0].messages.count >= 4) == (isWatched && (kind == "systemd" || kind == "auto")))
  }

  private static func redisStory(
    _ arguments: [String], _ environment: [String], _ commands: [[String]], _ receiver: DatagramSocket?
  ) throws -> Told {
    let server = try RedisServer(arguments, through: environment)
    let replies = try replies(try server.connect(), commands)
    #expect(server.stop() == 0)
    return Told(messages: receiver?.take() ?? [], lines: lines(server.log), replies: replies)
  }

  private static func ownStory(
    _ arguments: [String], _ environment: [String], _ commands: [[String]], _ receiver: DatagramSocket?
  ) throws -> Told {
    let server = try ServingProgram(arguments, through: environment)
    let replies = try replies(try server.connect(), commands)
    #expect(server.stop() == 0)
    return Told(messages: receiver?.take() ?? [], lines: lines(server.log), replies: replies)
  }

  private static func replies(_ connection: RedisConnection, _ commands: [[String]]) throws -> [String?] {
    let info = try connection.command(["INFO", "server"]).text ?? ""
    let supervised = info.split(whereSeparator: \.isNewline).first { $0.hasPrefix("process_supervised") }
    return [supervised.map(String.init)]
      + (try ([["CONFIG", "GET", "supervised"]] + commands).map { "\(try connection.command($0))" })
  }

  /// The lines about supervision, without the process and the time, and what stands around them.
  private static func lines(_ log: String) -> [String] {
    let words = ["upervis", "UPSTART", "Redis is starting", "Ready to accept", "requested shutdown"]
    return log.split(separator: "\n").filter { line in words.contains { line.contains($0) } }.map { line in
      let role = line.split(separator: " ").first?.suffix(1) ?? ""
      return role + line.split(separator: " ", maxSplits: 5).dropFirst(5).joined()
    }
  }

  @Test func upstartIsToldByStopping() throws {
    let server = try ServingProgram(
      ["--supervised", "auto"], through: ["env", "-u", "NOTIFY_SOCKET", "UPSTART_JOB=x"],
      until: "* supervised by upstart, will stop to signal readiness.\n")
    let state = { String(decoding: ScratchDirectory.contents("/proc/\(server.processID)/stat"), as: UTF8.self) }
    while !state().contains(") T ") { ChildProcess.pause() }
    #expect(!server.log.contains("Ready to accept connections"))
    #expect(try Program.run("kill", ["-CONT", "\(server.processID)"]).status == 0)
    while !server.log.contains("Ready to accept connections") { ChildProcess.pause() }
    let info = try server.connect().command(["INFO", "server"]).text
    #expect(info?.contains("process_supervised:upstart\r\n") == true)
    #expect(server.stop() == 0)
  }
}

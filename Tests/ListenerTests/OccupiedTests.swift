import TestSupport
import Testing

/// What clients get while a server loads, and while a script does not end.
@Suite struct OccupiedTests {
  /// An append-only file of `count` commands.
  private static func writeLog(of count: Int, in directory: String) throws {
    try ScratchDirectory.create(directory + "/appendonlydir")
    let commands = (0..<count).map { "*3\r\n$3\r\nSET\r\n$6\r\n\(100_000 + $0)\r\n$1\r\nx\r\n" }
    try ScratchDirectory.write(
      Array(commands.joined().utf8), to: directory + "/appendonlydir/appendonly.aof.1.incr.aof")
    try ScratchDirectory.write(
      Array("file appendonly.aof.1.incr.aof seq 1 type i\n".utf8),
      to: directory + "/appendonlydir/appendonly.aof.manifest")
  }

  private static let loading = "LOADING Redis is loading the dataset in memory"

  @Test func aServerThatLoadsSaysSo() throws {
    // So slowly that it does not come to an end while this looks.
    let server = try ServingProgram(
      ["--appendonly", "yes", "--key-load-delay", "5000", "--requirepass", "x"], until: "Server initialized"
    ) { try Self.writeLog(of: 100_000, in: $0) }
    let connection = try server.connect()
    #expect(try connection.command(["PING"]).text == "NOAUTH Authentication required.")
    #expect(try connection.command(["AUTH", "x"]).text == "OK")
    for words in [["PING"], ["GET", "100000"], ["SET", "a", "1"], ["DBSIZE"], ["SAVE"], ["FLUSHALL"]] {
      #expect(try connection.command(words).text == Self.loading, "\(words)")
    }
    #expect(try connection.command(["MULTI"]).text == "OK")
    #expect(try connection.command(["GET", "a"]).text == Self.loading)
    #expect(try connection.command(["EXEC"]).text == "EXECABORT Transaction discarded because of previous errors.")
    #expect(try connection.command(["CONFIG", "SET", "appendonly", "no"]).text?.hasPrefix("ERR not possible") == true)
    let info = try connection.command(["INFO", "persistence"]).text ?? ""
    #expect(info.contains("\r\nloading:1\r\n") && info.contains("\r\nloading_loaded_perc:"))
    try connection.send(RedisConnection.request([Array("SHUTDOWN".utf8)]))
    #expect(server.finish() == 0)
    #expect(server.log.hasSuffix("# Redis is now ready to exit, bye bye...\n"))
  }

  @Test func aServerThatLoadsHeedsSignals() throws {
    let server = try ServingProgram(
      ["--appendonly", "yes", "--key-load-delay", "5000"], until: "Server initialized"
    ) { try Self.writeLog(of: 100_000, in: $0) }
    #expect(server.stop() == 0)
    #expect(!server.log.contains("Ready to accept"))
    #expect(server.log.contains(") Received shutdown signal during loading, scheduling shutdown.\n"))
  }

  @Test func connectionsOutliveTheLoad() throws {
    let server = try ServingProgram(
      ["--appendonly", "yes", "--key-load-delay", "200"], until: "Server initialized"
    ) { try Self.writeLog(of: 3000, in: $0) }
    let connections = try (0..<20).map { _ in try server.connect() }
    for (index, connection) in connections.enumerated() {
      #expect(try connection.command(["CLIENT", "SETNAME", "c\(index)"]).text == "OK")
      try connection.send(Array("*2\r\n$3\r\nGET\r\n$6\r\n10".utf8))
    }
    // Who goes away meanwhile is forgotten.
    for _ in 0..<5 { try server.connect().send(Array("PING\r\nGET".utf8)) }
    let other = try server.connect()
    while try other.command(["DBSIZE"]) != .integer(3000) { ChildProcess.pause() }
    for (index, connection) in connections.enumerated() {
      try connection.send(Array("0001\r\n".utf8))
      #expect(try connection.read().reply.text == "x")
      #expect(try connection.command(["CLIENT", "GETNAME"]).text == "c\(index)")
    }
    #expect(try other.command(["CLIENT", "LIST"]).text?.contains("name=c19") == true)
    #expect(server.stop() == 0)
  }

  @Test(
    "a script that does not end can be ended", .enabled(if: RedisServer.isInstalled, "Lua may not be installed"),
    arguments: [false, true])
  func slowScript(_ isFunction: Bool) throws {
    let server = try ServingProgram(["--appendonly", "yes", "--busy-reply-threshold", "1"])
    let (slow, queueing, other) = (try server.connect(), try server.connect(), try server.connect())
    for words in [["MULTI"], ["SET", "a", "1"]] { try queueing.command(words) }
    let function = "#!lua name=l\nredis.register_function('f', function() while true do end end)"
    try other.command(["FUNCTION", "LOAD", function])
    let words = isFunction ? ["FCALL", "f", "0"] : ["EVAL", "while true do end", "0"]
    try slow.send(RedisConnection.request(words.map { Array($0.utf8) }) + Array("PING\r\n".utf8))
    let (kill, wrong) = isFunction ? ("FUNCTION", "SCRIPT") : ("SCRIPT", "FUNCTION")
    let busy = "BUSY Redis is busy running a script. You can only call \(kill) KILL or SHUTDOWN NOSAVE."
    while try other.command(["PING"]).text != busy { ChildProcess.pause() }
    let late = try server.connect()
    for words in [["GET", "a"], ["INFO"], ["SHUTDOWN"], [wrong, "KILL"]] {
      #expect(try late.command(words).text == busy, "\(words)")
    }
    #expect(try queueing.command(["EXEC"]).text == "EXECABORT Transaction discarded because of: " + busy)
    #expect(try late.command([kill, "KILL"]).text == "OK")
    #expect(try slow.read().reply.text?.hasPrefix("ERR Script killed by user with SCRIPT KILL...") == true)
    #expect(try slow.read().reply.text == "PONG")
    #expect(try late.command(["EXISTS", "a"]) == .integer(0))
    #expect(try late.command([kill, "KILL"]).text == "NOTBUSY No scripts in execution right now.")
    #expect(server.log.contains("# Slow script detected: still in execution after "))
    #expect(server.stop() == 0)
  }

  @Test(
    "who comes at the same time as a script that does not end is served",
    .enabled(if: RedisServer.isInstalled, "Lua may not be installed"), arguments: [1, 5])
  func newcomers(_ count: Int) throws {
    let server = try ServingProgram(["--busy-reply-threshold", "1"])
    let slow = try server.connect()
    try slow.command(["PING"])
    // While the process is stopped, both the script and the newcomers arrive: it is told of them at once.
    let state = { String(decoding: ScratchDirectory.contents("/proc/\(server.processID)/stat"), as: UTF8.self) }
    #expect(try Program.run("kill", ["-STOP", "\(server.processID)"]).status == 0)
    while !state().contains(") T ") { ChildProcess.pause() }
    try slow.send(RedisConnection.request(["EVAL", "while true do end", "0"].map { Array($0.utf8) }))
    let newcomers = try (0..<count).map { _ in try server.connect() }
    #expect(try Program.run("kill", ["-CONT", "\(server.processID)"]).status == 0)
    for newcomer in newcomers {
      while try newcomer.command(["PING"]).text?.hasPrefix("BUSY") != true { ChildProcess.pause() }
    }
    #expect(try newcomers[0].command(["SCRIPT", "KILL"]).text == "OK")
    #expect(try slow.read().reply.text?.hasPrefix("ERR Script killed by user with SCRIPT KILL...") == true)
    for connection in newcomers + [try server.connect()] {
      #expect(try connection.command(["PING"]).text == "PONG")
    }
    #expect(server.stop() == 0)
  }

  @Test(
    "a script that has written cannot be ended alone",
    .enabled(if: RedisServer.isInstalled, "Lua may not be installed"))
  func writingScript() throws {
    let arguments = ["--appendonly", "yes", "--appendfsync", "always", "--busy-reply-threshold", "1"]
    let server = try ServingProgram(arguments)
    let (slow, other) = (try server.connect(), try server.connect())
    try other.command(["SET", "before", "1"])
    let script = "redis.call('SET', 'half', '1') while true do end"
    try slow.send(RedisConnection.request(["EVAL", script, "0"].map { Array($0.utf8) }))
    while try other.command(["PING"]).text?.hasPrefix("BUSY") != true { ChildProcess.pause() }
    #expect(try other.command(["SCRIPT", "KILL"]).text?.hasPrefix("UNKILLABLE Sorry the script already") == true)
    try other.send(Array("SHUTDOWN NOSAVE\r\n".utf8))
    #expect(server.finish() == 0)
    let log = ScratchDirectory.contents(server.directory + "/appendonlydir/appendonly.aof.1.incr.aof")
    let text = String(decoding: log, as: UTF8.self)
    #expect(text.contains("before") && !text.contains("half"))
  }
}

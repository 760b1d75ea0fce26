import Bytes
import TestSupport
import Testing

/// The executable as a server.
@Suite struct ServeTests {
  @Test func servesAndShutsDown() throws {
    let server = try ServingProgram(["--appendonly", "yes"])
    let connection = try server.connect()
    #expect(try connection.command(["SET", "a", "1"]).text == "OK")
    #expect(try connection.command(["GET", "a"]).text == "1")
    try connection.send(RedisConnection.request([Array("SHUTDOWN".utf8)]))
    #expect(server.finish() == 0)
    #expect(server.log.contains("# User requested shutdown...\n"))
    #expect(server.log.hasSuffix("# Redis is now ready to exit, bye bye...\n"))
  }

  @Test func endsOnSignals() throws {
    let server = try ServingProgram()
    #expect(server.stop() == 0)
    #expect(server.log.contains("Received SIGTERM scheduling shutdown...\n"))
  }

  @Test func doesNotEndWithoutSayingWhy() throws {
    #expect {
      try ServingProgram { try ScratchDirectory.create($0 + "/dump.rdb") }
    } throws: { error in
      (error as? ServingProgram.NotStarted)?.log.hasSuffix("# Fatal error loading the DB: Is a directory. Exiting.\n")
        == true
    }
  }

  @Test func listensElsewhereWhenToldSo() throws {
    let server = try ServingProgram(["--unixsocket", "s.sock", "--unixsocketperm", "700"])
    let (connection, port) = (try server.connect(), try RedisServer.freePort())
    #expect(try connection.command(["CONFIG", "SET", "port", "\(port)"]).text == "OK")
    let other = try RedisConnection(port: port)
    #expect(try other.command(["PING"]).text == "PONG")
    #expect(throws: (any Error).self) { try server.connect() }
    let refusal = try other.command(["CONFIG", "SET", "bind", "192.0.2.1"]).text
    #expect(refusal?.hasSuffix("'bind') - Failed to bind to specified addresses.") == true)
    #expect(try RedisConnection(port: port).command(["CONFIG", "GET", "bind"]).elements?[1].text == "127.0.0.1 -::1")
    let impossible = try other.command(["CONFIG", "SET", "maxclients", "4000000000"]).text
    #expect(impossible?.contains("is not able to handle the specified number of clients, try with ") == true)
    #expect(try connection.command(["PING"]).text == "PONG")
    #expect(server.stop() == 0)
    #expect(server.log.contains("* Removing the unix socket file.\n"))
  }

  @Test func servesAThousandConnections() throws {
    let server = try ServingProgram()
    let connections = try (0..<1000).map { _ in try server.connect() }
    for (index, connection) in connections.enumerated() {
      try connection.send(RedisConnection.request([Array("SET".utf8), Array("k\(index)".utf8), Array("v".utf8)]))
    }
    for connection in connections { #expect(try connection.read().reply.text == "OK") }
    let reply = try connections[500].command(["DBSIZE"])
    #expect(reply == .integer(1000))
  }

  @Test func dropsClientsInTheMiddleOfARequest() throws {
    let server = try ServingProgram()
    let good = try server.connect()
    for piece in ["*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1000\r\nxx", "*1\r\n$4", "BLPOP l 0\r\n", "MULTI\r\nSET a 1\r\n"] {
      for _ in 0..<20 { try server.connect().send(Array(piece.utf8)) }
      #expect(try good.command(["PING"]).text == "PONG")
    }
    #expect(try good.command(["EXISTS", "a"]) == .integer(0))
  }

  @Test(
    "command lines are refused in Redis' words", .enabled(if: RedisServer.isInstalled, "redis-server is not installed"),
    arguments: [
      ["--bogus", "1"], ["--port", "abc"], ["--port", "99999"], ["--maxmemory"], ["--save", "abc"], ["--save", "900"],
      ["--appendonly", "maybe"], ["--rename-command", "FOO", "BAR"], ["--rename-command", "GET", "SET"],
      ["--rename-command", "GET"], ["--dir", "/nonexistent"], ["--logfile", "/nonexistent/x"], ["--port", "1", "2"],
      ["--client-output-buffer-limit", "normal", "1"], ["--client-output-buffer-limit", "x", "1", "2", "3"],
      ["--user"], ["--include"], ["--user", "a", "on", "--user", "a", "off"], ["-x"], ["--maxclients", "0"],
      ["--shutdown-on-sigterm", "foo"], ["--shutdown-on-sigterm", "save", "nosave"], ["--list-max-ziplist-entries"],
      ["--unixsocketperm", "999"], ["--port", "1", "--port"], ["--save", "--bogus"],
      ["--port 12 --bogus"], ["--oom-score-adj-values"], ["--proc-title-template"],
      ["--oom-score-adj-values", "1", "2"], ["--oom-score-adj-values", "1", "2", "2001"], ["--save", "900 1", "10 5"],
      ["--latency-tracking-info-percentiles", "50", "101"], ["--latency-tracking-info-percentiles", "50", "x"],
      ["--port", "1", "--bind", ""],
    ])
  func refusals(_ arguments: [String]) throws {
    let redis = try Program.run("redis-server", arguments)
    let own = try Program.run(["serve"] + arguments)
    #expect(own.errorText == redis.errorText)
    #expect(own.status == redis.status && redis.status == 1)
  }

  @Test("bytes on the wire are Redis'", .enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
  func sameBytes() throws {
    let (redis, own) = (try RedisServer(), try ServingProgram())
    for script in Self.scripts {
      let sent = Array(script.utf8)
      let pair = (try redis.connect(), try own.connect())
      try pair.0.send(sent + Array("PING end\r\n".utf8))
      try pair.1.send(sent + Array("PING end\r\n".utf8))
      let end = Array("$3\r\nend\r\n".utf8)
      let (expected, actual) = (try pair.0.read(until: end), try pair.1.read(until: end))
      #expect(Self.withoutNumber(actual) == Self.withoutNumber(expected), "\(script)")
    }
  }

  /// What HELLO replies names the connection's number, which no two servers share.
  private static func withoutNumber(_ bytes: [UInt8]) -> [String] {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    return lines.indices.filter { $0 == 0 || lines[$0 - 1] != "id" }.map { String(lines[$0]) }
  }

  static let scripts = [
    "SET a 1\r\nINCR a\r\nGET a\r\n", "HELLO 3\r\nHGETALL none\r\n", "MULTI\r\nSET a 1\r\nINCR b\r\nEXEC\r\n",
    "CLIENT REPLY SKIP\r\nGET a\r\nGET a\r\n", "CLIENT REPLY OFF\r\nGET a\r\nCLIENT REPLY ON\r\n", "\r\n*0\r\n*-1\r\n",
    "CLIENT SETNAME x\r\nCLIENT GETNAME\r\n", "CLIENT KILL ID 999999\r\n", "BLPOP none 0.01\r\n",
    "CLIENT REPLY OFF\r\nSUBSCRIBE c\r\nSUBSCRIBE\r\nUNSUBSCRIBE c\r\nCLIENT REPLY ON\r\n",
    "CLIENT REPLY SKIP\r\nSUBSCRIBE c\r\nUNSUBSCRIBE\r\n", "CLIENT REPLY SKIP\r\nRESET\r\n",
    "CLIENT REPLY OFF\r\nRESET\r\n", "MULTI\r\nSSUBSCRIBE c\r\nSUBSCRIBE c\r\nEXEC\r\nUNSUBSCRIBE\r\n",
    "CLIENT PAUSE 1 WRITE x\r\nCLIENT PAUSE 9223372036854775807\r\nCLIENT UNBLOCK 1 ERROR x\r\n",
    "ACL LOG RESET\r\nAUTH a b\r\nauth a b\r\nHELLO 3 AUTH a b\r\nHELLO 2\r\nACL LOG 0\r\n",
    "SELECT 3\r\nSET z 1\r\nDBSIZE\r\n", "HELLO 3\r\nSUBSCRIBE c\r\nPUBLISH c m\r\n", "NOSUCH\r\nGET\r\n",
  ]
}

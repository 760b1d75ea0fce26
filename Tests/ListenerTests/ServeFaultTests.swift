import TestSupport
import Testing

/// The executable as a server, where something is not as it should be.
@Suite struct ServeFaultTests {
  @Test func aSecondInterruptEndsAShutdownThatTakesLong() throws {
    let server = try ServingProgram(["--save", "900 1000000", "--rdb-key-save-delay", "2000000"])
    let connection = try server.connect()
    for index in 0..<200 { #expect(try connection.command(["SET", "k\(index)", "v"]).text == "OK") }
    server.signal(ChildProcess.interrupt)
    while !server.log.contains("Saving the final RDB snapshot before exiting.") { ChildProcess.pause() }
    #expect(server.stop(ChildProcess.interrupt) == 1)
    #expect(server.log.hasSuffix(") You insist... exiting now.\n"))
    #expect(ScratchDirectory.contents(server.directory + "/temp-\(server.id).rdb").isEmpty)
  }

  @Test func largeRepliesLeaveNoMemoryBehind() throws {
    let server = try ServingProgram()
    let connection = try server.connect()
    #expect(try connection.command(["SETRANGE", "a", "200000000", "x"]) == .integer(200_000_001))
    do {
      let slow = try server.connect()
      try slow.send(RedisConnection.request([Array("GET".utf8), [0x61]]))
      while server.residentMemory() < 350_000_000 { ChildProcess.pause() }
    }
    while try connection.command(["CLIENT", "LIST"]).text?.contains("cmd=get") == true { ChildProcess.pause() }
    #expect(try connection.command(["DEL", "a"]) == .integer(1))
    let memory = server.residentMemory()
    #expect(memory > 0 && memory < 150_000_000)
  }

  /// Clients that ask for much and go away without having read anything, while requests of theirs are on the way.
  @Test func clientsThatGoAwayLeaveOthersAlone() throws {
    let server = try ServingProgram()
    let other = try server.connect()
    #expect(try other.command(["SET", "k", String(repeating: "x", count: 20_000)]).text == "OK")
    let request = RedisConnection.request([Array("GET".utf8), Array("k".utf8)])
    let requests = Array(repeatElement(request, count: 20_000).joined())
    for round in 0..<40 {
      let hasty = try server.connect()
      try hasty.send(requests)
      for _ in 0..<round % 5 { #expect(try other.command(["PING"]).text == "PONG") }
    }
    #expect(try other.command(["STRLEN", "k"]) == .integer(20_000))
    #expect(server.stop() == 0)
  }

  @Test func aServerThatDoesNotStartSaysWhy() throws {
    let server = try ServingProgram(["--dbfilename", ""])
    #expect(server.stop() == 0)
  }

  @Test func scriptsThatWereToBeDebuggedAreNotRun() throws {
    let server = try ServingProgram()
    let connection = try server.connect()
    let refusal = "ERR There is no debugger for scripts here"
    #expect(try connection.command(["SCRIPT", "DEBUG", "YES"]).text == refusal)
    #expect(try connection.command(["EVAL", "return redis.call('set','a',1)", "0"]).text == refusal)
    #expect(try connection.command(["EXISTS", "a"]) == .integer(0))
    #expect(try connection.command(["EVAL", "return 5", "0"]) == .integer(5))
  }
}

import TestSupport
import Testing

/// A user's own files: what a shell runs first, and where it keeps its history.
@Suite struct StartFileTests {
  private static func home(_ startFile: String?) throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    if let startFile {
      #expect(try Program.run("mkdir", ["-p", scratch.path + "/config/aofsh"]).status == 0)
      try ScratchDirectory.write(Array(startFile.utf8), to: scratch.path + "/config/aofsh/aofshrc")
    }
    return scratch
  }

  private static func environment(_ home: ScratchDirectory) -> [String: String] {
    ["HOME": home.path, "XDG_CONFIG_HOME": home.path + "/config", "XDG_STATE_HOME": home.path + "/state"]
  }

  @Test func linesRunFirstAndInSilence() throws {
    let home = try Self.home("# settings\n:set format json\nSET a 1\n")
    let session = try TerminalSession(environment: Self.environment(home), without: ["AOFSH_RC"])
    #expect(session.waitForLastLine("aofsh> "))
    #expect(!session.screen.text.contains("json") && !session.screen.text.contains("OK"))
    session.type("GET a\r")
    #expect(session.waitFor("\"1\"\n"))
    session.type(":quit\r")
    #expect(session.end() == 0)
  }

  @Test func errorsNameFileAndLineAndTheShellGoesOn() throws {
    let home = try Self.home("\n:set fromat json\n:set format json\n")
    let session = try TerminalSession(environment: Self.environment(home), without: ["AOFSH_RC"])
    #expect(session.waitForLastLine("aofsh> "))
    #expect(session.screen.text.split(separator: "\n").joined().contains("/config/aofsh/aofshrc:2: "))
    session.type("PING\r")
    #expect(session.waitFor("PONG"))
    session.type(":quit\r")
    #expect(session.end() == 0)
  }

  @Test func itCanBeLeftOut() throws {
    let home = try Self.home(":quit 7\n")
    let environment = Self.environment(home)
    #expect(try TerminalSession(environment: environment, without: ["AOFSH_RC"]).end() == 7)
    for (arguments, more) in [(["--no-rc"], [:]), ([], ["AOFSH_RC": ""])] {
      let session = try TerminalSession(
        arguments, environment: environment.merging(more) { $1 }, without: ["AOFSH_RC"])
      #expect(session.waitForLastLine("aofsh> "))
      session.type(":quit\r")
      #expect(session.end() == 0)
    }
  }

  @Test func oneThatIsNamedMustBeThere() throws {
    let home = try Self.home(nil)
    let session = try TerminalSession(environment: ["HOME": home.path, "AOFSH_RC": "/no/such/rc"])
    #expect(session.waitForLastLine("aofsh> "))
    #expect(session.screen.text.contains("/no/such/rc"))
    session.type(":quit\r")
    #expect(session.end() == 0)
  }

  @Test(arguments: [false, true]) func historyIsKeptByTheRules(_ hasOld: Bool) throws {
    let home = try Self.home(nil)
    if hasOld { try ScratchDirectory.write(Array("OLD line\n".utf8), to: home.path + "/.aofsh_history") }
    let place = hasOld ? home.path + "/.aofsh_history" : home.path + "/state/aofsh/history"
    let session = try TerminalSession(
      environment: Self.environment(home), without: ["AOFSH_HISTORY"])
    #expect(session.waitForLastLine("aofsh> "))
    session.type("PING\r")
    #expect(session.waitFor("PONG"))
    session.type(":quit\r")
    #expect(session.end() == 0)
    let kept = String(decoding: ScratchDirectory.contents(place), as: UTF8.self)
    #expect(kept.contains("PING\n"))
    #expect(kept.contains("OLD line") == hasOld)
  }

  @Test func scriptsDoNotReadIt() throws {
    let home = try Self.home(":quit 7\n")
    let outcome = try Program.run("env", ["XDG_CONFIG_HOME=\(home.path)/config", Program.path, "-e", "PING"])
    #expect(outcome.status == 0)
    #expect(outcome.text == "PONG\n")
  }
}

import TestSupport
import Testing

/// What a run from a pipe or a file prints, and how it ends.
@Suite struct ExitStatusTests {
  struct Case: CustomTestStringConvertible {
    let arguments: [String]
    var input = ""
    let status: Int32
    let output: String
    /// A part of what standard error must hold; nil for nothing at all.
    var errors: String?

    var testDescription: String { arguments.joined(separator: " ") + " < " + input.debugDescription }
  }

  static let cases: [Case] = [
    Case(arguments: [], input: "SET a 1\nGET a\n", status: 0, output: "OK\n1\n"),
    Case(arguments: [], input: "SET a 1\nGET a", status: 0, output: "OK\n1\n"),
    Case(arguments: [], input: "", status: 0, output: ""),
    Case(arguments: [], input: "# a comment\n\n  \nPING\n", status: 0, output: "PONG\n"),
    Case(
      arguments: [], input: "SET a x\nINCR a\nGET a\n", status: 1,
      output: "OK\nERR value is not an integer or out of range\n\nx\n",
      errors: "stdin:2: ERR value is not an integer or out of range"),
    Case(
      arguments: ["--bail"], input: "NOSUCH\nPING\n", status: 1,
      output: "ERR unknown command 'NOSUCH', with args beginning with: \n\n", errors: "stdin:1: ERR unknown command"),
    Case(arguments: ["--format", "tty"], input: "GET none\nDBSIZE\n", status: 0, output: "(nil)\n(integer) 0\n"),
    Case(
      arguments: ["--format", "json"], input: "MSET a 1 b 2\nMGET a b c\n", status: 0,
      output: "\"OK\"\n[\"1\",\"2\",null]\n"),
    Case(arguments: ["-e", "SET a 1", "-e", "GET a"], status: 0, output: "OK\n1\n"),
    Case(arguments: [], input: ":nosuch\nPING\n", status: 3, output: "", errors: "stdin:1:"),
    Case(arguments: ["--no-such-option"], status: 2, output: "", errors: "--no-such-option"),
    Case(arguments: ["--format", "xml"], status: 2, output: "", errors: "xml"),
    Case(arguments: ["--set", "appendfsync=sometimes"], input: "PING\n", status: 2, output: "", errors: "appendfsync"),
    Case(arguments: ["/no/such/file.aofsh"], status: 2, output: "", errors: "/no/such/file.aofsh"),
    Case(arguments: ["chek-aof"], status: 2, output: "", errors: "did you mean: aofsh check-aof"),
    Case(arguments: ["version"], status: 2, output: "", errors: "did you mean: aofsh --version"),
    Case(arguments: ["/"], status: 2, output: "", errors: "aofsh: / is a directory; --dir / has the engine use it"),
    Case(
      arguments: ["check-rdb", "none"], status: 1, output: "[offset 0] Checking RDB file none\n",
      errors: "cannot open none: No such file or directory"),
    Case(
      arguments: ["--dir", "/no/such/directory"], input: "PING\n", status: 3, output: "", errors: "/no/such/directory"),
    Case(arguments: [], input: ":quit 7\nPING\n", status: 7, output: ""),
    Case(arguments: [], input: "SET k \"open\nquote\"\nGET k\n", status: 0, output: "OK\nopen\nquote\n"),
    Case(
      arguments: [], input: "SET k \"open\n", status: 1, output: "Invalid argument(s)\n",
      errors: "stdin:1: Invalid argument(s)"),
    Case(
      arguments: ["--bail"], input: "*1\r\n$4\r\nPING\r\n*1\r\n$3\r\nGET\r\n*1\r\n$4\r\nPING\r\n", status: 1,
      output: "errors: 1, replies: 2\n",
      errors: "request 2 at byte 14: ERR wrong number of arguments for 'get' command"),
    Case(
      arguments: [], input: "*1\r\n$4\r\nPING\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n", status: 0,
      output: "errors: 0, replies: 2\n"),
  ]

  @Test(arguments: cases) func run(_ given: Case) throws {
    let outcome = try Program.run(given.arguments, input: Array(given.input.utf8))
    #expect(outcome.status == given.status, "\(outcome.errorText)")
    #expect(outcome.text == given.output)
    if let errors = given.errors {
      #expect(outcome.errorText.contains(errors))
    } else {
      #expect(outcome.errorText == "")
    }
  }

  @Test func bytesThatAreNotTextPassUnharmed() throws {
    let value: [UInt8] = [0xFF, 0x00, 0xC3, 0x28, 0x80]
    let outcome = try Program.run([], input: Array("SET k \"\\xff\\x00\\xc3(\\x80\"\nGET k\n".utf8))
    #expect(outcome.output == Array("OK\n".utf8) + value + [0x0A])
    #expect(outcome.status == 0)
  }

  @Test func aDirectoryIsHeldByOneEngine() throws {
    let scratch = try ScratchDirectory()
    let script = "SET a 1\n!\(Program.path) --dir \(scratch.path) -e 'GET a'; echo status $?\n"
    let outcome = try Program.run(["--dir", scratch.path], input: Array(script.utf8))
    #expect(outcome.text.contains("status 3"))
    #expect((outcome.text + outcome.errorText).contains("in use by another engine"))
  }

  @Test(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
  func aDirectoryOfAServerIsLeftAlone() throws {
    let server = try RedisServer(["--save", "", "--appendonly", "yes"])
    let options = ["--dir", server.directory, "--set", "appendonly=yes"]
    let outcome = try Program.run(options + ["-e", "SET a 1"])
    #expect(outcome.status == 3 && outcome.text == "")
    #expect(outcome.errorText.contains("is in use by redis-server, process \(server.processID); stop it, or open"))
    let look = try Program.run(options + ["--read-only", "-e", "DBSIZE"])
    #expect(look.status == 0 && look.text == "0\n")
    server.stop()
    #expect(try Program.run(options + ["-e", "SET a 1"]).text == "OK\n")
  }

  @Test func dataSurvivesTheProcess() throws {
    let scratch = try ScratchDirectory()
    let options = ["--dir", scratch.path, "--set", "appendonly=yes"]
    #expect(try Program.run(options, input: Array("SET a 1\nINCR a\n".utf8)).status == 0)
    let outcome = try Program.run(options, input: Array("GET a\n:rewrite\nGET a\n".utf8))
    #expect(outcome.text.hasPrefix("2\n"))
    #expect(outcome.text.hasSuffix("2\n"))
  }
}

/// What `--echo` and carets are for.
@Suite struct EchoTests {
  /// The script, and one that it runs.
  private static func folder() throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    let lines = #"""
      # a comment
      SET a 1
      :let v = GET a
      ECHO "x${v} \xff"
      :source inner.aofsh
      :repeat 2
      INCR n
      :end
      :assert GET n == 3
      LPUSH a x
      SET k "v"w
      :nosuch
      """#
    try ScratchDirectory.write(Array(lines.utf8), to: scratch.path + "/main.aofsh")
    try ScratchDirectory.write(Array("ECHO inner\nLPUSH a y\n".utf8), to: scratch.path + "/inner.aofsh")
    return scratch
  }

  @Test func echoedRunIsATranscript() throws {
    let scratch = try Self.folder()
    let run = try Program.run(["--echo", "main.aofsh"], directory: scratch.path)
    #expect(run.status == 3)
    try ScratchDirectory.write(Array("```aofsh\n\(run.text)```\n".utf8), to: scratch.path + "/echoed.md")
    let outcome = try Program.run(["test", "echoed.md"], directory: scratch.path)
    #expect(outcome.text == "echoed.md: passed, 10 of 10 steps\n")
    // Wherever it is run, it finds the script beside itself.
    #expect(try Program.run(["test", scratch.path + "/echoed.md"]).status == 0)
  }

  @Test func errorsPointAtWhatIsWrong() throws {
    let scratch = try Self.folder()
    let run = try Program.run(["main.aofsh"], directory: scratch.path)
    #expect(
      run.errorText == #"""
        inner.aofsh:2: WRONGTYPE Operation against a key holding the wrong kind of value
          LPUSH a y
                ^ this key holds a string
        main.aofsh:9: GET n is "2", not 3
        main.aofsh:10: WRONGTYPE Operation against a key holding the wrong kind of value
          LPUSH a x
                ^ this key holds a string
        main.aofsh:11: Invalid argument(s): a closing quote must be followed by a space (byte 10)
          SET k "v"w
                   ^
        main.aofsh:12: there is no meta-command :nosuch; :help lists them

        """#)
  }
}

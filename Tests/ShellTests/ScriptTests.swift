import Disk
import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// Scripts, streams and transcripts: what they print, what they report, and how they end.
@Suite struct ScriptTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    let script: String
    var output = ""
    var errors = ""
    var status: Int32 = 0
    var name = "s.aofsh"
    var bails = false
    var echoes = false

    var testDescription: String { script }
  }

  /// What is drawn for `GET` without a key.
  static let missing = "  GET\n      ^ missing: key\n"

  static let samples = [
    Sample(script: "SET a 1\nGET a\n", output: "OK\n1\n"),
    Sample(script: "SET a 1\r\nGET a", output: "OK\n1\n"),
    Sample(script: "", output: ""),
    Sample(
      script: "GET\nPING\n", output: "ERR wrong number of arguments for 'get' command\n\nPONG\n",
      errors: "s.aofsh:1: ERR wrong number of arguments for 'get' command\n" + missing, status: 1),
    Sample(
      script: "\n# x\nGET\nPING\n", output: "ERR wrong number of arguments for 'get' command\n\n",
      errors: "s.aofsh:3: ERR wrong number of arguments for 'get' command\n" + missing, status: 1, bails: true),
    Sample(
      script: "SET a \"x\ny\"\n:nosuch\nPING\n", output: "OK\n",
      errors: "s.aofsh:3: there is no meta-command :nosuch; :help lists them\n", status: 3),
    Sample(
      script: "PING\nGET \"a\n", output: "PONG\nInvalid argument(s)\n",
      errors: "s.aofsh:2: Invalid argument(s): a quote is opened here and never closed\n  GET \"a\n      ^\n", status: 1
    ),
    Sample(
      script: ":expect x\nPING\n", output: "PONG\n",
      errors: "s.aofsh:1: expected x in the last output, which was nothing\n", status: 1),
    Sample(script: "PING\n:quit 5\nPING\n", output: "PONG\n", status: 5),
    Sample(
      script: "GET\nquit\nPING\n", output: "ERR wrong number of arguments for 'get' command\n\n",
      errors: "s.aofsh:1: ERR wrong number of arguments for 'get' command\n" + missing, status: 1),
    Sample(
      script: "SET a 1\n:stop nonsense\n",
      output: "aofsh> SET a 1\nOK\naofsh> :stop nonsense\n"
        + "error: that is too much; the usage is: :stop\n",
      errors: "s.aofsh:2: that is too much; the usage is: :stop\n", status: 3, echoes: true),
    Sample(script: "SET a \"1\n2\"\n", output: "aofsh> SET a \"1\n...> 2\"\nOK\n", echoes: true),
    Sample(
      script: "SHUTDOWN\nGET a\n", output: "ERR no engine is running; :start starts one\n\n",
      errors: "s.aofsh:2: ERR no engine is running; :start starts one\n", status: 1),
    Sample(script: "*1\r\n$4\r\nPING\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n", output: "errors: 0, replies: 2\n"),
    Sample(
      script: "*1\r\n$4\r\nPING\r\n*1\r\n$3\r\nGET\r\nPING\r\n", output: "errors: 1, replies: 3\n",
      errors: "s.aofsh: request 2 at byte 14: ERR wrong number of arguments for 'get' command\n", status: 1),
    Sample(
      script: "*1\r\n$4\r\nPING\r\n*1\r\n$3\r\nGE", output: "errors: 0, replies: 1\n",
      errors: "s.aofsh: the stream ends within the request that begins at byte 14\n", status: 1),
    Sample(
      script: "*1\r\n$4\r\nPING\r\n*1\r\nx\r\n", output: "errors: 1, replies: 2\n",
      errors: "s.aofsh: request 2 at byte 14: ERR Protocol error: expected '$', got 'x'\n", status: 1),
    Sample(script: "text\n\n```aofsh\naofsh> PING\nPONG\n```\n", output: "PONG\n", name: "s.md"),
    Sample(
      script: "```aofsh\naofsh> GET\n(error) ERR wrong number of arguments for 'get' command\naofsh> PING\n```\n",
      output: "ERR wrong number of arguments for 'get' command\n\nPONG\n", name: "s.md"),
    Sample(
      script: "x\n```aofsh\naofsh> GET\nwhat?\n```\n", output: "ERR wrong number of arguments for 'get' command\n\n",
      errors: "s.md:3: ERR wrong number of arguments for 'get' command\n" + missing, status: 1, name: "s.md"),
    Sample(
      script: "```aofsh\naofsh> :nosuch\nerror: there is no meta-command [..]\naofsh> PING\n```\n", output: "PONG\n",
      name: "s.md"),
    Sample(
      script: "x\n```aofsh\naofsh> PING\n",
      errors: "s.md:2: this aofsh block is never closed; end it with a line of as many backquotes\n", status: 2,
      name: "s.md"),
  ]

  @Test(arguments: samples) func script(_ sample: Sample) throws {
    let bench = try Bench {
      $0.format = .raw
      $0.bails = sample.bails
      $0.echoes = sample.echoes
    }
    bench.workbench.display.showsFailures = sample.echoes
    let runner = ScriptRunner(bench.workbench)
    var rest: [UInt8]? = bytes(sample.script)
    runner.run(name: sample.name) { buffer in
      buffer += rest ?? []
      rest = nil
    }
    #expect(text(bench.output.output) == sample.output)
    #expect(text(bench.output.errors) == sample.errors)
    #expect(runner.status == sample.status)
  }

  @Test func standardInputHasAName() throws {
    let bench = try Bench()
    let runner = ScriptRunner(bench.workbench)
    var rest: [UInt8]? = bytes("GET\n")
    runner.run(name: nil) { buffer in
      buffer += rest ?? []
      rest = nil
    }
    #expect(text(bench.output.errors).hasPrefix("stdin:1: ERR wrong number"))
  }

  @Test func evalLinesAreNumbered() throws {
    let bench = try Bench()
    let runner = ScriptRunner(bench.workbench)
    runner.run(line: bytes("PING"), number: 1)
    runner.run(line: bytes("GET"), number: 2)
    #expect(text(bench.output.errors).hasPrefix("--eval:2: ERR wrong number"))
    #expect(runner.status == 1)
  }

  @Test func filesThatCannotBeReadAreBadUsage() throws {
    let bench = try Bench()
    let runner = ScriptRunner(bench.workbench)
    runner.run(file: "/nosuch/file")
    #expect(runner.status == 2 && runner.isOver)
    #expect(text(bench.output.errors) == "aofsh: cannot open /nosuch/file: No such file or directory\n")
  }

  @Test func scriptsRunScripts() throws {
    let scratch = try ScratchDirectory()
    let inner = scratch.path + "/inner"
    try PosixDisk.write(inner, "SET a 1\nGET\n")
    let bench = try Bench()
    #expect(bench.run(":source \(inner)").contains("OK\n"))
    #expect(bench.result == .error(nil))
    #expect(text(bench.output.errors) == "\(inner):2: ERR wrong number of arguments for 'get' command\n" + Self.missing)
    try PosixDisk.write(inner, "PING\n:quit 4\n")
    bench.run(":source \(inner)")
    #expect(bench.result.outcome == .quit(4))
    try PosixDisk.write(inner, "INCR depth\n:source \(inner)\n")
    bench.run(":source \(inner)")
    #expect(bench.result.outcome == .failed)
    #expect(text(bench.output.errors).contains("scripts run scripts more than 16 deep; does one run itself?"))
    #expect(bench.run("GET depth") == "\"16\"\n")
  }

  @Test func bytesPassUnharmed() throws {
    let bench = try Bench { $0.format = .raw }
    let special: [UInt8] = [0x0A, 0x0D, 0x22, 0x5C]
    let value: [UInt8] = (UInt8.min...UInt8.max).filter { !special.contains($0) }
    _ = bench.workbench.run(line: Array("SET k \"".utf8) + value + [0x22])
    _ = bench.output.takeOutput()
    _ = bench.workbench.run(line: bytes("GET k"))
    #expect(bench.output.takeOutput() == value + [0x0A])
  }
}

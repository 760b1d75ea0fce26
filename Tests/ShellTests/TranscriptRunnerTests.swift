import Disk
import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// `aofsh test`.
@Suite struct TranscriptRunnerTests {
  private func run(_ content: String, updates: Bool = false) throws -> (status: Int32, output: String, file: String) {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/t.md"
    try PosixDisk.write(path, content)
    let output = CollectedOutput()
    var options = WorkbenchOptions()
    options.forks = false
    let status = TranscriptRunner(options: options, updates: updates, sink: output).run([FilePath(path)])
    let printed = text(output.output + output.errors)
    return (status, printed.split(separator: scratch.path + "/").joined(), text(ScratchDirectory.contents(path)))
  }

  static let passing = "# T\n\n```aofsh\naofsh> SET a 1\nOK\naofsh> SELECT 1\nOK\naofsh[1]> GET a\n(nil)\n```\n"

  @Test func passes() throws {
    let result = try run(Self.passing)
    #expect(result.status == 0)
    #expect(result.output == "t.md: passed, 3 of 3 steps\n")
  }

  @Test func differs() throws {
    let result = try run("x\n\n```aofsh\naofsh> SET a 1\nOK\naofsh> GET a\n\"2\"\n```\n")
    #expect(result.status == 1)
    #expect(
      result.output == """
        --- t.md (expected)
        +++ t.md (printed)
        @@ -4,5 +4,5 @@
         aofsh> SET a 1
         OK
         aofsh> GET a
        -"2"
        +"1"
         ```
        t.md:6: differs: GET a
        t.md: differs, 1 of 2 steps; --update takes what was printed

        """)
  }

  @Test func updates() throws {
    let wrong = Self.passing.split(separator: "\n", omittingEmptySubsequences: false).filter { $0 != "OK" }
      .joined(separator: "\n")
    let result = try run(wrong, updates: true)
    #expect(result.status == 0)
    #expect(result.output == "t.md: updated, 3 of 3 steps\n")
    #expect(result.file == Self.passing)
  }

  @Test func errorsAreOutput() throws {
    let content = """
      ```aofsh
      aofsh> GET
      (error) ERR wrong number of arguments for 'get' command
      aofsh> :crash x
      error: a crash is kill, power or a scenario, not 'x'
      aofsh> :crash
      ...
      aofsh(crashed)> GET a
      (error) ERR no engine is running; :start starts one
      ```

      """
    #expect(try run(content).output == "t.md: passed, 4 of 4 steps\n")
  }

  @Test func isReproducible() throws {
    let content = """
      ```aofsh
      aofsh> :config appendonly yes
      aofsh> SET a 1 EX 100
      aofsh> RANDOMKEY
      aofsh> TIME
      aofsh> :rewrite
      aofsh> :cat --hex base
      aofsh> :crash power --seed 5
      aofsh(crashed)> :start
      aofsh> INFO persistence
      ```

      """
    #expect(try run(content, updates: true).file == run(content, updates: true).file)
  }

  @Test func whatCannotBeRunIsReported() throws {
    #expect(try run("```aofsh\nOK\n```\n").status == 2)
    #expect(try run("```aofsh\nOK\n```\n").output == "t.md:2: an aofsh block begins with a prompt, such as 'aofsh> '\n")
    let output = CollectedOutput()
    #expect(TranscriptRunner(options: WorkbenchOptions(), updates: false, sink: output).run(["/nosuch.md"]) == 2)
    #expect(text(output.errors) == "cannot open /nosuch.md: No such file or directory\n")
  }

  @Test func diffsAreColouredWhereAsked() throws {
    var options = WorkbenchOptions()
    options.forks = false
    options.usesColor = true
    let scratch = try ScratchDirectory()
    try PosixDisk.write(scratch.path + "/t.md", "```aofsh\naofsh> PING\nPANG\n```\n")
    let output = CollectedOutput()
    let runner = TranscriptRunner(options: options, updates: false, sink: output)
    #expect(runner.run([FilePath(scratch.path + "/t.md")]) == 1)
    #expect(text(output.output).contains("\u{1B}[31m-PANG\u{1B}[0m\n\u{1B}[32m+PONG\u{1B}[0m\n"))
  }

  @Test func stopsWhereTheShellIsLeft() throws {
    #expect(try run("```aofsh\naofsh> quit\naofsh> PING\nwhat?\n```\n").output == "t.md: passed, 1 of 2 steps\n")
  }
}

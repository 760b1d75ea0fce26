import TestSupport
import Testing

/// `aofsh test` as people and servers call it.
@Suite struct TestCommandTests {
  private static func transcript(_ value: String) -> String {
    "```aofsh\naofsh> SET a \(value)\nOK\naofsh> GET a\n\"1\"\n```\n"
  }

  /// Passes, differs, is missing, kills its process, is no transcript, passes.
  private static func folder() throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    let files = [
      "1.md": transcript("1"), "2.md": transcript("2"), "4.md": "```aofsh\naofsh> !kill -9 $PPID\n```\n",
      "5.md": "```aofsh\nOK\n```\n", "6.md": transcript("1"),
    ]
    for (name, text) in files { try ScratchDirectory.write(Array(text.utf8), to: "\(scratch.path)/\(name)") }
    return scratch
  }

  private static let names = (1...6).map { "\($0).md" }

  @Test(arguments: [1, 2, 16]) func filesRunAtOnceAndAreToldInOrder(_ jobs: Int) throws {
    let scratch = try Self.folder()
    let outcome = try Program.run(["test", "--jobs", "\(jobs)"] + Self.names, directory: scratch.path)
    #expect(outcome.status == 3)
    #expect(
      outcome.text == """
        1.md: passed, 2 of 2 steps
        --- 2.md (expected)
        +++ 2.md (printed)
        @@ -2,5 +2,5 @@
         aofsh> SET a 2
         OK
         aofsh> GET a
        -"1"
        +"2"
         ```
        2.md:4: differs: GET a
        2.md: differs, 1 of 2 steps; --update takes what was printed
        6.md: passed, 2 of 2 steps
        6 files: 2 passed, 1 differs, 3 not run

        """)
    #expect(
      outcome.errorText == """
        cannot open 3.md: No such file or directory
        4.md: the run was ended by signal 9
        5.md:2: an aofsh block begins with a prompt, such as 'aofsh> '

        """)
  }

  @Test func aFileWithoutStepsPassesNothing() throws {
    let scratch = try ScratchDirectory()
    try ScratchDirectory.write(Array("PING\n".utf8), to: scratch.path + "/script.aofsh")
    let outcome = try Program.run(["test", "script.aofsh"], directory: scratch.path)
    #expect(outcome.status == 2 && outcome.text == "")
    #expect(outcome.errorText == "script.aofsh: there is nothing to compare: no block is marked aofsh\n")
  }

  @Test func nothingStaysBehind() throws {
    let scratch = try Self.folder()
    let temporary = try ScratchDirectory()
    let script = "TMPDIR=$0 \(Program.path) test 1.md 4.md; ls $0 | wc -l"
    let outcome = try Program.run("sh", ["-c", script, temporary.path], directory: scratch.path)
    #expect(outcome.text.hasSuffix("\n0\n"), "\(outcome.text)")
  }

  /// Whoever ends the program ends its processes too, and finds nothing left.
  @Test func aSignalEndsAll() throws {
    let scratch = try Self.folder()
    let temporary = try ScratchDirectory()
    // The line knows the process that runs it, whose parent is the program; it waits until the former is gone.
    let line = "read a b c program e < /proc/$PPID/stat; kill -TERM $program; while kill -0 $PPID; do sleep 0.1; done"
    try ScratchDirectory.write(Array("```aofsh\naofsh> !\(line)\n```\n".utf8), to: scratch.path + "/7.md")
    let script = "TMPDIR=$0 \(Program.path) test 7.md; echo status $?; ls $0"
    let outcome = try Program.run("sh", ["-c", script, temporary.path], directory: scratch.path)
    #expect(outcome.text == "status 143\n", "\(outcome.errorText)")
  }

  private static let runs: [([String], Int32)] = [
    (["1.md", "6.md"], 0), (["1.md", "2.md"], 1), (["2.md", "3.md"], 2), (["3.md", "4.md"], 3),
  ]

  @Test(arguments: runs)
  func exitStatusIsThatOfTheWorst(_ files: [String], _ status: Int32) throws {
    let scratch = try Self.folder()
    #expect(try Program.run(["test"] + files, directory: scratch.path).status == status)
  }

  @Test func wrongUsageIsTwo() throws {
    for arguments in [["test"], ["test", "--jobs", "0", "1.md"], ["test", "--clock", "virtual", "1.md"]] {
      #expect(try Program.run(arguments).status == 2)
    }
  }

  @Test func updatesManyAtOnce() throws {
    let scratch = try Self.folder()
    let outcome = try Program.run(["test", "--update", "1.md", "2.md"], directory: scratch.path)
    #expect(outcome.text == "1.md: passed, 2 of 2 steps\n2.md: updated, 2 of 2 steps\n2 files: 1 passed, 1 updated\n")
    #expect(outcome.status == 0)
    #expect(try Program.run(["test", "2.md"], directory: scratch.path).status == 0)
  }

  private static let hasPython = ChildProcess.isInstalled("python3")

  @Test(.enabled(if: hasPython, "python3 reads the report")) func reportIsXMLForOthers() throws {
    let scratch = try Self.folder()
    let run = try Program.run(["test", "--junit", "report.xml"] + Self.names, directory: scratch.path)
    #expect(run.status == 3)
    let script = """
      import xml.etree.ElementTree as tree
      for suite in tree.parse('report.xml').getroot():
          cases = suite.findall('testcase')
          kinds = [case[0].tag if len(case) else 'passed' for case in cases]
          assert int(suite.get('tests')) == len(cases)
          assert int(suite.get('failures')) == kinds.count('failure')
          assert float(suite.get('time')) >= 0
          print(suite.get('name'), kinds)
      """
    let outcome = try Program.run("python3", ["-c", script], directory: scratch.path)
    #expect(
      outcome.text == """
        1.md ['passed', 'passed']
        2.md ['passed', 'failure']
        3.md ['error']
        4.md ['error']
        5.md ['error']
        6.md ['passed', 'passed']

        """, "\(outcome.errorText)")
  }

  @Test func reportThatCannotBeWrittenIsTold() throws {
    let scratch = try Self.folder()
    let outcome = try Program.run(["test", "--junit", "/no/such/report.xml", "1.md"], directory: scratch.path)
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("/no/such/report.xml"))
  }
}

import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// What people are told who type something wrong, at once and by its name.
@Suite struct MistakeTests {
  @Test(arguments: [
    Case.bad(":repeat x", "'x' is no number of rounds; such as in: :repeat 10"),
    .bad(":repeat -1", "'-1' is no number of rounds; such as in: :repeat 10"),
    .bad(":if", "something is missing; the usage is: :if COMMAND == VALUE"),
    .bad(":if EXISTS a", "an :if compares, and stands before lines that :end closes, such as: [..]"),
    .bad(":assert GET a ==", "no value stands behind ==; \"\" stands for an empty one"),
    .good(":assert GET a == \"\"", ""),
    .good(":mark", "there is no mark; :mark NAME makes one\n"),
    .good(":let", "there is no name; :let NAME = COMMAND makes one\n"),
    .bad(":session \"\"", "a session needs a name, such as: :session other"),
    .bad(":source /no/such/file", "there is no file /no/such/file"),
    .bad(":source /", "/ is a directory, no script"),
    .bad(":hlep", "there is no meta-command :hlep; did you mean ':help'?"),
  ])
  func isTold(_ given: Case) throws {
    given.check(try Bench())
  }

  @Test func theWordThatIsWrongIsMarked() throws {
    let bench = try Bench()
    _ = bench.run(":fault fsync-eio --after x")
    #expect(text(bench.result.drawing ?? []).hasSuffix("\n                           ^\n"))
  }
}

/// An append-only file that the engine has passed over.
@Suite struct UnreadLogTests {
  private static func bench(_ directory: String, _ appendonly: String) throws -> Bench {
    try Bench {
      $0.directory = .init(directory)
      $0.directives.append(("appendonly", bytes(appendonly)))
    }
  }

  private static let settings = [
    ":config appendonly yes", "CONFIG SET appendonly yes", "config set SAVE \"\" Appendonly YES",
    ":repeat 1\nCONFIG SET appendonly yes\n:end",
  ]

  @Test func isToldOfAndAskedAboutBeforeItIsReplaced() throws {
    let scratch = try ScratchDirectory()
    try Self.bench(scratch.path, "yes").runAll(["SET precious 1"])
    let bench = try Self.bench(scratch.path, "no")
    let told =
      "aofsh: appendonly is no: the append-only file in appendonlydir was not loaded; --set appendonly=yes [..]\n"
    #expect(ExpectedLine(written: bytes(told)).matches(bench.output.errors))
    for line in Self.settings {
      let warning = bench.workbench.warning(before: bytes(line))
      #expect(warning?.contains("removes the one in appendonlydir, which was not loaded") == true, "\(line)")
    }
    #expect(bench.workbench.warning(before: bytes("CONFIG SET appendonly no")) == nil)
    #expect(bench.workbench.warning(before: bytes("CONFIG SET save appendonly")) == nil)
    // The way out that it names.
    bench.runAll([":stop", ":config appendonly yes", ":start", ":assert GET precious == 1"])
    #expect(bench.workbench.warning(before: bytes(Self.settings[0])) == nil)
  }

  @Test func oneOfTheEngineIsReplacedWithoutAQuestion() throws {
    let scratch = try ScratchDirectory()
    let bench = try Self.bench(scratch.path, "no")
    #expect(bench.output.errors.isEmpty)
    bench.runAll(["CONFIG SET appendonly yes", "SET a 1", "CONFIG SET appendonly no"])
    #expect(bench.workbench.warning(before: bytes(Self.settings[0])) == nil)
  }
}

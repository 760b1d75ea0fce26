import TestSupport
import Testing

/// What shells are offered for the command line.
@Suite struct CompletionTests {
  struct Case: CustomTestStringConvertible {
    let words: [String]
    /// The first word is always completed behind `aofsh`.
    let answer: [String]
    var testDescription: String { words.joined(separator: " ") }
  }

  private static let tools = [
    "test", "check-aof", "check-rdb", "serve", "explore", "bench", "completions", "man", "help",
  ]

  static let cases: [Case] = [
    Case(words: [""], answer: tools + [":files"]),
    Case(words: ["ch"], answer: ["check-aof", "check-rdb", ":files"]),
    Case(words: ["--f"], answer: ["--format"]),
    Case(words: ["--format", ""], answer: ["tty", "raw", "csv", "json", "quoted-json", "table"]),
    Case(words: ["--format=j"], answer: ["--format=json"]),
    Case(words: ["--format", "json", "--f"], answer: []),
    Case(words: ["--set", "appendf"], answer: ["appendfilename=", "appendfsync="]),
    Case(words: ["--set", "appendfsync="], answer: ["appendfsync=everysec", "appendfsync=always", "appendfsync=no"]),
    Case(words: ["--set=appendonly=y"], answer: ["--set=appendonly=yes"]),
    Case(words: ["--set", "appendonly=yes", "--se"], answer: ["--set", "--seed"]),
    Case(words: ["-d", ""], answer: [":directories"]),
    Case(words: ["--dir="], answer: [":directories"]),
    Case(words: ["--seed", ""], answer: []),
    Case(words: ["-e", "--format", "--fo"], answer: ["--format"]),
    Case(words: ["a.aofsh", ""], answer: [":files"]),
    Case(words: ["--", "--f"], answer: [":files"]),
    Case(words: ["test", ""], answer: [":files"]),
    Case(words: ["test", "--u"], answer: ["--update"]),
    Case(words: ["test", "--junit", ""], answer: [":files"]),
    Case(words: ["test", "a.md", "b.md", ""], answer: [":files"]),
    Case(words: ["check-rdb", ""], answer: [":files"]),
    Case(words: ["explore", "--policy", ""], answer: ["everysec", "always", "no"]),
    Case(words: ["explore", "--with", "r"], answer: ["redis-server"]),
    Case(words: ["bench", "p"], answer: ["policies"]),
    Case(words: ["serve", "--appendo"], answer: ["--appendonly"]),
    Case(words: ["serve", "--appendonly", ""], answer: ["yes", "no"]),
    Case(words: ["serve", "--dir", ""], answer: [":directories"]),
    Case(words: ["serve", ""], answer: [":files"]),
    Case(words: ["help", "b"], answer: ["bench"]),
    Case(words: ["help", "bench", ""], answer: []),
    Case(words: ["completions", ""], answer: ["bash", "zsh", "fish"]),
    Case(words: ["man", "-"], answer: ["-h", "--help"]),
    Case(words: ["--no-such-option", "--ba"], answer: ["--bail"]),
    Case(words: [], answer: tools + [":files"]),
  ]

  @Test(arguments: cases) func offers(_ given: Case) throws {
    let outcome = try Program.run(["__complete"] + given.words)
    #expect(outcome.status == 0)
    #expect(outcome.errorText == "")
    let offered = outcome.text.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    #expect(offered == given.answer)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func scriptsAreSoundForTheirShells(_ shell: String) throws {
    let script = try Program.run(["completions", shell])
    #expect(script.status == 0)
    #expect(script.text.contains("__complete"))
    #expect(try Program.run(["--generate-completion-script", shell]).output == script.output)
    guard ChildProcess.isInstalled(shell) else { return }
    let check = try Program.run(shell, ["-n", "/dev/stdin"], input: script.output)
    #expect(check.status == 0, "\(check.errorText)")
  }

  /// bash takes words apart at `=`, which must not show.
  @Test(
    .enabled(if: ChildProcess.isInstalled("bash"), "bash completes"),
    arguments: [
      ("te", ["test"]), ("--set appendfsync = al", ["always"]), ("--format = ra", ["raw"]),
      ("che", ["check-aof", "check-rdb"]),
      ("fi", ["file\\ name"]), ("so", []),
    ])
  func bashCompletes(_ words: String, _ replies: [String]) throws {
    let scratch = try ScratchDirectory()
    try ScratchDirectory.write([], to: scratch.path + "/file name")
    let script = """
      compopt() { :; }
      eval "$(\(Program.path) completions bash)"
      COMP_WORDS=("$0" "$@"); COMP_CWORD=$#
      _aofsh "$0" "${@: -1}" ""
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let arguments = ["-c", script, Program.path] + words.split(separator: " ").map(String.init)
    let outcome = try Program.run("bash", arguments, directory: scratch.path)
    // Names of files are bash's own matter where nothing else may stand.
    let expected = replies == ["file\\ name"] ? [] : replies
    #expect(outcome.text.split(separator: "\n").map(String.init) == expected, "\(outcome.errorText)")
  }
}

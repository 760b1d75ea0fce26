import Disk
import SystemPackage
import TestSupport
import Testing

/// What the program tells of itself: version, help, the manual page.
@Suite struct ManualTests {
  private static let root =
    FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

  @Test(arguments: ["--version", "-v"]) func version(_ option: String) throws {
    let outcome = try Program.run([option])
    #expect(outcome.text == "aofsh 1.0, compatible with Redis 7.0.15\n")
    #expect(outcome.status == 0)
  }

  private static let tools = ["test", "check-aof", "check-rdb", "explore", "bench", "completions", "man"]

  /// The commonest uses come first, and nothing is wider than a terminal.
  @Test(arguments: [[]] + tools.map { [$0] }) func help(_ tool: [String]) throws {
    let outcome = try Program.run(tool + ["--help"])
    #expect(outcome.status == 0)
    let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first { $0.count > 80 } == nil)
    #expect(lines.first?.isEmpty == false)
    #expect(lines.prefix(4).contains { $0.hasPrefix("USAGE: aofsh") })
    #expect(try Program.run(["help"] + tool).text == outcome.text)
  }

  @Test func helpListsAllTools() throws {
    let text = try Program.run(["--help"]).text
    for tool in Self.tools + ["serve"] { #expect(text.contains("\n  \(tool) ")) }
    #expect(!text.contains("__complete"))
  }

  @Test func manualNamesEveryOption() throws {
    let page = try Program.run(["man"]).text.split(separator: "\\").joined()
    for tool in [[]] + Self.tools.map({ [$0] }) {
      let options = try Program.run(["__complete"] + tool + ["-"]).text.split(separator: "\n")
      for option in options.map({ $0.prefix { $0 != "\t" } }) where option.hasPrefix("-") {
        #expect(page.contains("fB\(option)fR"), "\(tool) \(option)")
      }
    }
    for command in [":crash", ":record", ":set"] { #expect(page.contains("fB\(command) ")) }
  }

  @Test(.enabled(if: ChildProcess.isInstalled("groff"), "groff formats it")) func manualIsSoundRoff() throws {
    let page = try Program.run(["man"])
    #expect(page.output.allSatisfy { $0 < 0x80 })
    let formatted = try Program.run("groff", ["-man", "-Tutf8", "-ww", "-z"], input: page.output)
    #expect(formatted.errorText == "")
    #expect(formatted.status == 0)
  }

  // MARK: The environment

  /// Names between quotes behind `mark` in the Swift files below `folder`.
  private static func names(_ mark: String, below folder: FilePath) throws -> Set<String> {
    var found: Set<String> = []
    for entry in try PosixDisk().list(folder) {
      let path = folder.appending(entry.name)
      if entry.isDirectory {
        found.formUnion(try names(mark, below: path))
      } else if entry.name.string.hasSuffix(".swift") {
        let text = String(decoding: try PosixDisk().readAll(path), as: UTF8.self)
        for piece in text.split(separator: mark).dropFirst() {
          let name = piece.prefix { $0.isUppercase || $0.isNumber || $0 == "_" }
          if name.count > 2, name.count < piece.count { found.insert(String(name)) }
        }
      }
    }
    return found
  }

  @Test func environmentIsDocumentedInFull() throws {
    let source = try PosixDisk().readAll(Self.root.appending("Sources/aofsh/EnvironmentVariable.swift"))
    let table = Set(
      String(decoding: source, as: UTF8.self).split(separator: "\n").filter {
        $0.hasPrefix("  case ") && $0.contains(" = ")
      }
      .compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) })
    let direct = try Self.names("getenv(\"", below: Self.root.appending("Sources"))
    let inTests = try Self.names("\"AOFSH_", below: Self.root.appending("Tests")).map { "AOFSH_\($0)" }
    #expect(table.contains("AOFSH_HISTORY") && direct.contains("TMPDIR") && inTests.contains("AOFSH_SOAK"))
    let readme = String(decoding: try PosixDisk().readAll(Self.root.appending("README.md")), as: UTF8.self)
    let page = try Program.run(["man"]).text
    for name in table.union(direct) {
      #expect(readme.contains("| `\(name)` |"), "the table of the README lacks \(name)")
      #expect(page.contains("\\fB\(name)\\fR"), "the manual page lacks \(name)")
    }
    for name in inTests { #expect(readme.contains("| `\(name)` |"), "the table of the README lacks \(name)") }
  }
}

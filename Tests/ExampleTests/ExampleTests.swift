import Disk
import SystemPackage
import TestSupport
import Testing

/// The walkthroughs, the scripts and the README do what they say.
@Suite struct ExampleTests {
  static let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

  static func examples(_ suffix: String) -> [String] {
    do {
      return try PosixDisk().list(root.appending("examples")).map(\.name.string).filter { $0.hasSuffix(suffix) }
    } catch {
      Issue.record("the examples cannot be listed: \(error)")
      return []
    }
  }

  @Test(arguments: examples(".md")) func transcriptsPass(_ name: String) throws {
    let path = Self.root.appending("examples").appending(name).string
    let outcome = try Program.run(["test", path])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
  }

  @Test func readmeTranscriptPasses() throws {
    let outcome = try Program.run(["test", Self.root.appending("README.md").string])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
  }

  @Test(arguments: examples(".aofsh") + examples(".resp")) func scriptsRun(_ name: String) throws {
    let path = Self.root.appending("examples").appending(name).string
    let outcome = try Program.run([path])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
  }

  /// The shell blocks of the README and the walkthroughs, apart from the one that runs this test: what is installed
  /// from elsewhere or built stays out, the program is the one that was built with the tests, and nobody's own home
  /// directory is written to.
  @Test(arguments: [("README.md", 2), ("examples/7-crash-lab.md", 2)])
  func shellBlocksRun(_ name: String, _ least: Int) throws {
    let blocks = try Self.blocks("sh", in: name).filter { !$0.hasPrefix("# test") }
    #expect(blocks.count >= least)
    for block in blocks where RedisServer.isInstalled || !block.contains("redis-server") {
      let home = try ScratchDirectory()
      let lines = block.split(separator: "\n").filter { !$0.hasPrefix("apt-get") && !$0.hasPrefix("swift build") }
        .map { $0.hasPrefix("swift run -c release aofsh") ? $0.dropFirst("swift run -c release ".utf8.count) : $0 }
      let script = "set -e\n\(Self.preamble(home))" + lines.joined(separator: "\n")
      let outcome = try Program.run("bash", ["-c", script], directory: Self.root.string)
      #expect(outcome.status == 0, "\(script)\n\(outcome.text)\(outcome.errorText)")
      #expect(!outcome.output.isEmpty)
    }
  }

  /// What a user would have: the program by its name, and a directory to build from.
  private static func preamble(_ home: ScratchDirectory) -> String {
    """
    export HOME=\(home.path)
    aofsh() { \(Program.path) "$@"; }
    swift() { dirname \(Program.path); }

    """
  }

  /// Blocks marked `console` hold commands behind `$ `, and what they print to standard output and standard error.
  @Test func consoleBlocksPrintWhatTheyShow() throws {
    let blocks = try Self.blocks("console", in: "README.md")
    #expect(blocks.count >= 2)
    let scratch = try ScratchDirectory()
    for block in blocks {
      let commands = block.split(separator: "\n").filter { $0.hasPrefix("$ ") }.map { $0.dropFirst(2) }
      let lines = commands.map { "echo '$ '\(Self.quoted(String($0)))\n\($0)" }
      let script = "exec 2>&1\n\(Self.preamble(scratch))" + lines.joined(separator: "\n")
      let outcome = try Program.run("bash", ["-c", script], directory: scratch.path)
      #expect(outcome.text == block + "\n")
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The blocks of a Markdown file that are marked `language`.
  private static func blocks(_ language: String, in name: String) throws -> [String] {
    let text = String(decoding: try PosixDisk().readAll(root.appending(name)), as: UTF8.self)
    var blocks: [String] = []
    var current: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```\(language)" {
        current = []
      } else if line == "```", let block = current {
        blocks.append(block.joined(separator: "\n"))
        current = nil
      } else {
        current?.append(line)
      }
    }
    return blocks
  }
}

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
  /// stays out, and the program is the one that was built with the tests.
  @Test(arguments: [("README.md", 2), ("examples/7-crash-lab.md", 2)])
  func shellBlocksRun(_ name: String, _ least: Int) throws {
    let blocks = try Self.shellBlocks(name).filter { !$0.hasPrefix("# test") }
    #expect(blocks.count >= least)
    for block in blocks where RedisServer.isInstalled || !block.contains("redis-server") {
      let lines = block.split(separator: "\n").filter { !$0.hasPrefix("apt-get") }
        .map { $0.hasPrefix("swift run -c release aofsh") ? $0.dropFirst("swift run -c release ".utf8.count) : $0 }
      let script = "set -e\naofsh() { \(Program.path) \"$@\"; }\n" + lines.joined(separator: "\n")
      let outcome = try Program.run("bash", ["-c", script], directory: Self.root.string)
      #expect(outcome.status == 0, "\(script)\n\(outcome.text)\(outcome.errorText)")
      #expect(!outcome.output.isEmpty)
    }
  }

  private static func shellBlocks(_ name: String) throws -> [String] {
    let text = String(decoding: try PosixDisk().readAll(root.appending(name)), as: UTF8.self)
    var blocks: [String] = []
    var current: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```sh" {
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

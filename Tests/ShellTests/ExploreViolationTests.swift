import Bytes
import CrashLab
import Disk
import Shell
import SystemPackage
import Testing

/// What is said of a violation, found where nothing may be cut off a torn file, so that it cannot be loaded.
@Suite struct ExploreViolationTests {
  private static let script = """
    SET a 1
    GET a
    :sleep 1s
    DBSIZE
    SET b "two words"
    PING
    """

  private func explore(_ change: (inout ExploreRunner.Plan) -> Void = { _ in }) throws -> ExploreRunner.Result {
    let results = try Exploring.explore(Self.script, [("aof-load-truncated", "no")]) {
      $0.policies = ["always"]
      $0.fileSystems = [.ordered]
      $0.depth = 1
      change(&$0)
    }
    #expect(ExploreReport.status(results) == 1)
    return try #require(results.first)
  }

  @Test func itIsShortened() throws {
    let result = try explore()
    #expect(result.findings.violationCount > 40)
    let first = try #require(result.findings.violations.first)
    #expect(first.problem.contains("refused") && first.crash.contains("power cut"))
    let shortest = try #require(result.shortest)
    #expect(shortest.lines.count == 1 && shortest.lines[0].hasPrefix("SET"))
    #expect(shortest.violation.operations.last?.text.hasPrefix("write") == true)
    let text = ExploreReport.text([result])
    #expect(text.contains("VIOLATION under always, ordered, state \(first.state)"))
    #expect(text.contains("the shortest script that leads to one:\n    SET"))
  }

  /// The files are those of the crash, and an engine says of them what the exploration said.
  @Test func itsFilesAreSaved() throws {
    let result = try explore { $0.shrinks = false }
    let saved = try #require(result.saved)
    let first = try #require(result.findings.violations.first)
    let disk = PosixDisk()
    for file in first.files {
      let path = saved.appending("data").appending(String(file.path.dropFirst("/data/".utf8.count)))
      if let bytes = file.bytes { #expect(try disk.readAll(path) == bytes) }
    }
    var options = WorkbenchOptions()
    options.directory = saved.appending("data")
    options.directives = [("appendonly", Array("yes".utf8)), ("aof-load-truncated", Array("no".utf8))]
    let output = CollectedOutput()
    let workbench = try Workbench(options, sink: output)
    #expect(workbench.open().outcome == .failed)
    _ = workbench.close()
  }

  @Test func itIsFoundAgainByItsNumber() throws {
    let result = try explore { $0.shrinks = false }
    let first = try #require(result.findings.violations.first)
    let command = try #require(result.command)
    #expect(command.contains("--policy always --file-system ordered --depth 1"))
    #expect(command.contains("--set aof-load-truncated=no --state \(first.state) "))
    let again = try explore { $0.state = first.state }
    #expect(again.findings.violations.first?.crash == first.crash)
    #expect(again.findings.images == 1)
  }

  @Test func programsCanReadIt() throws {
    let json = ExploreReport.json([try explore()])
    #expect(json.hasPrefix("{\"explorations\":[{\"policy\":\"always\",\"fileSystem\":\"ordered\",\"operations\":"))
    #expect(json.contains("\"shortest\":[\"SET") && json.hasSuffix("}]}\n"))
    #expect(Self.isBalanced(json))
  }

  /// Whether brackets and quotes of a JSON text belong together.
  private static func isBalanced(_ json: String) -> Bool {
    var open: [Character] = []
    var isQuoted = false
    var isEscaped = false
    for character in json {
      if isQuoted {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isQuoted = false
        }
        continue
      }
      switch character {
      case "\"": isQuoted = true
      case "{", "[": open.append(character)
      case "}": if open.popLast() != "{" { return false }
      case "]": if open.popLast() != "[" { return false }
      default: break
      }
    }
    return open.isEmpty && !isQuoted
  }

  /// The page needs nothing but itself, and names what was run.
  @Test func thePageIsWhole() throws {
    let result = try explore { $0.shrinks = false }
    let path = FilePath("/tmp/aofsh-explore-tests/page.html")
    try ExploreReport.write(page: [result], of: "x<&>.aofsh", to: path)
    let page = String(decoding: try PosixDisk().readAll(path), as: UTF8.self)
    #expect(page.contains("x&lt;&amp;&gt;.aofsh") && !page.contains("x<&>"))
    #expect(page.contains("SET b &quot;two words&quot;"))
    for reference in ["http:", "https:", " src=", "@import", "url("] { #expect(!page.contains(reference)) }
    #expect(page.components("<svg") == page.components("</svg>") && page.components("<svg") == 1)
  }
}

extension String {
  /// How often `text` occurs.
  fileprivate func components(_ text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}

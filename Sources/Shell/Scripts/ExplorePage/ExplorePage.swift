import CrashLab
import Disk

/// A page for a browser that shows explorations: for each a timeline with every command's way through the buffer, the
/// page cache and the disk, the moments at which it was cut short, and what survived there.
///
/// It is one file without references to others.
struct ExplorePage {
  let results: [ExploreRunner.Result]
  let title: String

  var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Crash states of \(Self.escaped(title))</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <main>
    <header>
    <p class="overline">aofsh explore</p>
    <h1>Every crash of <code>\(Self.escaped(title))</code></h1>
    <p class="lead">\(lead)</p>
    </header>
    \(overview)
    \(faults)
    \(rot)
    \(results.enumerated().map { section($1, isOpen: $0 == 0) }.joined(separator: "\n"))
    \(notes)
    </main>
    <script>
    \(Self.script)
    </script>
    </body>
    </html>

    """
  }

  private var lead: String {
    let states = results.reduce(0) { $0 + $1.findings.states }
    let later = results.reduce(0) { $0 + $1.findings.laterStates }
    let violations = results.reduce(0) { $0 + $1.findings.violationCount + ($1.faults?.violationCount ?? 0) }
    var text = "The script was cut short in \(Self.grouped(states)) ways"
    if later > 0 { text += ", and the recovery from them in \(Self.grouped(later)) more" }
    text += ". "
    let faulted = results.reduce(0) { $0 + ($1.faults?.faultedRuns ?? 0) }
    if faulted > 0 { text += "It also ran \(Self.grouped(faulted)) times with a failure of the disk. " }
    return text
      + (violations == 0
        ? "<strong class=\"good\">Every promise was kept.</strong>"
        : "<strong class=\"bad\">\(Self.grouped(violations)) states break a promise.</strong>")
  }

  // MARK: The table

  private var overview: String {
    let head = [
      "policy", "file system", "states", "images", "depth two", "refused", "lost by a kill", "lost by a power cut",
      "violations",
    ]
    let rows = results.enumerated().map { index, result in
      let findings = result.findings
      let verdict = findings.violationCount == 0 ? "good" : "bad"
      return """
        <tr><th scope="row"><a href="#run-\(index)">\(Self.escaped(result.policy))</a></th>\
        <td>\(result.fileSystem.rawValue)</td><td>\(Self.grouped(findings.states))</td>\
        <td>\(Self.grouped(findings.images))</td><td>\(Self.grouped(findings.laterStates))</td>\
        <td>\(Self.grouped(findings.refusals))</td><td>\(Self.loss(findings.lossByKill))</td>\
        <td>\(Self.loss(findings.lossByPowerCut))</td>\
        <td><span class="badge \(verdict)">\(Self.grouped(findings.violationCount))</span></td></tr>
        """
    }
    let cells = head.map { "<th scope=\"col\">\($0)</th>" }.joined()
    return Self.table(cells, rows)
  }

  /// A table of rows that are complete.
  static func table(_ cells: String, _ rows: [String]) -> String {
    """
    <div class="scroll"><table>
    <thead><tr>\(cells)</tr></thead>
    <tbody>
    \(rows.joined(separator: "\n"))
    </tbody></table></div>
    """
  }

  static func loss(_ loss: Findings.Loss) -> String { ExploreReport.describe(loss) }

  // MARK: One exploration

  private func section(_ result: ExploreRunner.Result, isOpen: Bool) -> String {
    let index = results.firstIndex { $0.policy == result.policy && $0.fileSystem == result.fileSystem } ?? 0
    let timelines = result.lifetimes.indices.map { ExploreTimeline(result, lifetime: $0).html }
    return """
      <details class="run" id="run-\(index)"\(isOpen ? " open" : "")>
      <summary><span class="name">appendfsync \(Self.escaped(result.policy))</span> \
      <span class="kind">\(result.fileSystem.rawValue) file system</span> \(badge(result))</summary>
      \(problems(result))
      \(timelines.joined(separator: "\n"))
      </details>
      """
  }

  private func badge(_ result: ExploreRunner.Result) -> String {
    let count = result.findings.violationCount + (result.faults?.violationCount ?? 0)
    if count == 0 { return "<span class=\"badge good\">kept</span>" }
    return "<span class=\"badge bad\">\(count) \(count == 1 ? "violation" : "violations")</span>"
  }

  private func problems(_ result: ExploreRunner.Result) -> String {
    var text = ""
    if let failure = result.failure {
      text += "<p class=\"problem\">The script ended early: \(Self.escaped(failure))</p>"
    }
    if let violation = result.findings.violations.first {
      text += Self.problem(violation, command: result.command, lines: result.shortest?.lines)
    }
    if let violation = result.faults?.violations.first {
      let command = result.findings.violations.isEmpty ? result.command : nil
      text += Self.problem(violation, command: command, lines: nil)
    }
    return text
  }

  private static func problem(_ violation: Findings.Violation, command: String?, lines: [String]?) -> String {
    var text = "<div class=\"problem\">"
    if let before = violation.before { text += "<p>First: \(escaped(before)).</p>" }
    text += "<p><strong>State \(violation.state)</strong>: \(escaped(violation.crash)).</p>"
    text += "<p>\(escaped(violation.problem))</p>"
    if let command { text += "<pre>\(escaped(command))</pre>" }
    if let lines {
      text += "<p>The shortest script that leads to one:</p><pre>"
      text += "\(escaped(lines.joined(separator: "\n")))</pre>"
    }
    return text + "</div>"
  }

  private var notes: String {
    """
    <footer>
    <p>Each row of a timeline is a change of the data set, each column an operation of the disk. A kill takes what is \
    still in <code>aof_buf</code>; a power cut also takes what is only in the page cache. Every cell of the two \
    strips is a moment at which the run was cut short in every possible way: point at one, or walk with the arrow \
    keys.</p>
    </footer>
    """
  }

  // MARK: Texts

  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// A number with a narrow space before each three digits.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text = "\u{202F}" + text }
      text = String(digit) + text
    }
    return text
  }
}

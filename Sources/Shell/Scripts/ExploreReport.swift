import Bytes
import CrashLab
import Disk

/// What `aofsh explore` prints.
public enum ExploreReport {
  /// The table of all explorations, and what is wrong with how to see it again.
  public static func text(_ results: [ExploreRunner.Result]) -> String {
    var rows = [
      ["policy", "file system", "operations", "states", "images", "refused", "loss: kill", "power cut", "violations"]
    ]
    for result in results {
      let findings = result.findings
      rows.append([
        result.policy, result.fileSystem.rawValue, "\(findings.operations)",
        "\(findings.states)\(findings.isCutShort ? "+" : "")", "\(findings.images)", "\(findings.refusals)",
        describe(findings.lossByKill), describe(findings.lossByPowerCut), "\(findings.violationCount)",
      ])
    }
    var text = table(rows)
    for result in results {
      if let failure = result.failure {
        text += "\(result.policy), \(result.fileSystem.rawValue): the script ended early: \(failure)"
      }
      guard let first = result.findings.violations.first else { continue }
      text += "\n" + describe(first, result)
      let more = result.findings.violationCount - 1
      if more > 0 { text += "  and \(more) more under \(result.policy), \(result.fileSystem.rawValue)\n" }
    }
    return text
  }

  private static func describe(_ loss: Findings.Loss) -> String {
    if loss.commands == 0 { return "none" }
    let tenths = (loss.microseconds + 50_000) / 100_000
    return "\(loss.commands), \(tenths / 10).\(tenths % 10) s"
  }

  private static func describe(_ violation: Findings.Violation, _ result: ExploreRunner.Result) -> String {
    var text =
      "VIOLATION under \(result.policy), \(result.fileSystem.rawValue), after operation \(violation.operation) "
    text += "(\(violation.moment)): \(violation.crash)\n  \(violation.problem)\n"
    let last = result.operations[..<violation.operation].suffix(6)
    for (index, operation) in zip((violation.operation - last.count + 1)..., last) {
      text += "  \(index). \(operation.text)\n"
    }
    for file in violation.files {
      if let bytes = file.bytes { text += "  left: \(file.path), \(bytes.count) bytes\n" }
    }
    return text
  }

  private static func table(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
      return trimmed(cells.joined(separator: "  ")) + "\n"
    }.joined()
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

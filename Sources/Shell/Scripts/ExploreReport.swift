import Bytes
import CrashLab
import Disk
import SystemPackage

/// What `aofsh explore` prints.
public enum ExploreReport {
  /// The table of all explorations, and what is wrong with how to see it again.
  public static func text(_ results: [ExploreRunner.Result]) -> String {
    var rows = [
      [
        "policy", "file system", "operations", "states", "images", "depth two", "refused", "lost by kill",
        "lost by power cut", "violations",
      ]
    ]
    for result in results {
      let findings = result.findings
      rows.append([
        result.policy, result.fileSystem.rawValue, "\(findings.operations)",
        "\(findings.states)\(findings.isCutShort ? "+" : "")", "\(findings.images)",
        findings.continued == 0 ? "-" : "\(findings.laterStates)", "\(findings.refusals)",
        describe(findings.lossByKill), describe(findings.lossByPowerCut), "\(findings.violationCount)",
      ])
    }
    var text = table(rows)
    text += legend(results)
    text += rot(results)
    text += faults(results)
    for result in results {
      if let redis = result.redis { text += "\n" + describe(redis, result) }
    }
    for result in results { text += problems(result) }
    return text
  }

  /// What the program ends with: 0 all well, 1 a violation, 3 a script that could not run to its end.
  public static func status(_ results: [ExploreRunner.Result]) -> Int32 {
    if results.contains(where: { $0.failure != nil }) { return 3 }
    let violations = results.reduce(0) { $0 + $1.findings.violationCount + ($1.faults?.violationCount ?? 0) }
    return violations > 0 ? 1 : 0
  }

  /// What the columns of depth two mean.
  private static func legend(_ results: [ExploreRunner.Result]) -> String {
    let continued = results.reduce(0) { $0 + $1.findings.continued + ($1.faults?.continued ?? 0) }
    if continued == 0 { return "" }
    return """

      Depth two goes on from each of the \(continued) different directories that recoveries have made, with a write and
      a transaction, every fourth time also with a rewrite or a write that fails, and cuts the recovery and what follows
      it short after every operation, with up to 9 amounts of the unsynced bytes.

      """
  }

  /// What came of changed bits.
  private static func rot(_ results: [ExploreRunner.Result]) -> String {
    var all = RotFindings()
    for result in results { all.add(result.findings.rot) }
    if all.total == 0 { return "" }
    return """

      In \(all.total) of the states one bit of a file had changed. Of these starts \(all.harmless) found what was
      promised, \(all.refused) were refused, \(all.cut) cut off the end of a file, said so and kept it, and
      \(all.unnoticed) found other data: an append-only file and a manifest have no checksum.

      """
  }

  private static func faults(_ results: [ExploreRunner.Result]) -> String {
    var rows = [
      [
        "policy", "file system", "runs with a fault", "states", "images", "depth two", "lost by kill",
        "lost by power cut", "violations",
      ]
    ]
    for result in results {
      guard let faults = result.faults else { continue }
      rows.append([
        result.policy, result.fileSystem.rawValue, "\(faults.faultedRuns)", "\(faults.states)", "\(faults.images)",
        faults.continued == 0 ? "-" : "\(faults.laterStates)", describe(faults.lossByKill),
        describe(faults.lossByPowerCut), "\(faults.violationCount)",
      ])
    }
    return rows.count == 1 ? "" : "\n" + table(rows)
  }

  private static func problems(_ result: ExploreRunner.Result) -> String {
    let title = "\(result.policy), \(result.fileSystem.rawValue)"
    var text = ""
    if let failure = result.failure { text += "\(title): the script ended early: \(failure)" }
    if let first = result.findings.violations.first {
      text += "\n" + describe(first, title)
      if let command = result.command { text += "  see it again: \(command)\n" }
      if let shortest = result.shortest { text += describe(shortest.lines, shortest.violation) }
      let more = result.findings.violationCount - 1
      if more > 0 { text += "  and \(more) more under \(title)\n" }
    }
    if let first = result.faults?.violations.first {
      text += "\n" + describe(first, title)
      if result.findings.violationCount == 0, let command = result.command { text += "  see it again: \(command)\n" }
      let more = (result.faults?.violationCount ?? 1) - 1
      if more > 0 { text += "  and \(more) more with faults under \(title)\n" }
    }
    if let saved = result.saved { text += "  the files are in \(saved.string)\n" }
    return text
  }

  static func describe(_ loss: Findings.Loss) -> String {
    if loss.commands == 0 { return "none" }
    let tenths = (loss.microseconds + 50_000) / 100_000
    return "\(loss.commands), \(tenths / 10).\(tenths % 10) s"
  }

  private static func describe(_ violation: Findings.Violation, _ title: String) -> String {
    var text = "VIOLATION under \(title), state \(violation.state)\n"
    if let before = violation.before {
      text += "  first: \(before)\n  then: \(violation.crash)\n"
    } else {
      text += "  \(violation.crash)\n"
    }
    text += "  \(violation.problem)\n"
    text += operations(violation)
    for file in violation.files {
      if let bytes = file.bytes { text += "  left: \(file.path), \(bytes.count) bytes\n" }
    }
    return text
  }

  private static func operations(_ violation: Findings.Violation) -> String {
    let last = violation.operations.suffix(12)
    return zip((violation.operations.count - last.count + 1)..., last).map { "    \($0). \($1.text)\n" }.joined()
  }

  /// The shortest script that was found.
  private static func describe(_ lines: [String], _ violation: Findings.Violation) -> String {
    var text = "  the shortest script that leads to one:\n"
    for line in lines { text += "    \(line)\n" }
    text += "  with these operations, \(violation.crash):\n"
    for (index, operation) in violation.operations.enumerated() { text += "    \(index + 1). \(operation.text)\n" }
    return text
  }

  static func table(_ rows: [[String]]) -> String {
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

import Bytes
import CrashLab
import Disk
import SystemPackage

/// The results for programs: one JSON object with an array `explorations`, one object for each policy and file system.
///
/// Times are in microseconds. Members that do not apply are absent.
extension ExploreReport {
  /// The results as JSON, ended by a newline.
  public static func json(_ results: [ExploreRunner.Result]) -> String {
    "{\"explorations\":[\(results.map(json).joined(separator: ","))]}\n"
  }

  private static func json(_ result: ExploreRunner.Result) -> String {
    var members = [
      "\"policy\":\(quoted(result.policy))", "\"fileSystem\":\(quoted(result.fileSystem.rawValue))",
      json(result.findings),
    ]
    if let failure = result.failure { members.append("\"failure\":\(quoted(failure))") }
    if let saved = result.saved { members.append("\"saved\":\(quoted(saved.string))") }
    if let command = result.command { members.append("\"command\":\(quoted(command))") }
    if let shortest = result.shortest {
      members.append("\"shortest\":[\(shortest.lines.map(quoted).joined(separator: ","))]")
    }
    if let faults = result.faults { members.append("\"faults\":{\"runs\":\(faults.faultedRuns),\(json(faults))}") }
    if let redis = result.redis { members.append("\"redis\":\(json(redis))") }
    return "{\(members.joined(separator: ","))}"
  }

  private static func json(_ findings: Findings) -> String {
    let kinds = CrashChoice.Kind.allCases.map { "\"\($0.rawValue)\":\(findings.statesByKind[$0] ?? 0)" }
    let violations = findings.violations.map { violation in
      "{\"state\":\(violation.state)" + (violation.before.map { ",\"before\":\(quoted($0))" } ?? "")
        + ",\"crash\":\(quoted(violation.crash)),\"problem\":\(quoted(violation.problem)),\"operations\":["
        + violation.operations.map { quoted($0.text) }.joined(separator: ",") + "]}"
    }
    return """
      "operations":\(findings.operations),"states":\(findings.states),"statesByKind":{\(kinds.joined(separator: ","))},\
      "images":\(findings.images),"laterStates":\(findings.laterStates),"laterImages":\(findings.laterImages),\
      "continued":\(findings.continued),"starts":\(findings.starts),"refusals":\(findings.refusals),\
      "rot":\(json(findings.rot)),\
      "lostByKill":\(json(findings.lossByKill)),"lostByPowerCut":\(json(findings.lossByPowerCut)),\
      "isCutShort":\(findings.isCutShort),"violations":\(findings.violationCount),\
      "firstViolations":[\(violations.joined(separator: ","))]
      """
  }

  private static func json(_ rot: RotFindings) -> String {
    "{\"harmless\":\(rot.harmless),\"refused\":\(rot.refused),\"cut\":\(rot.cut),\"unnoticed\":\(rot.unnoticed)}"
  }

  private static func json(_ loss: Findings.Loss) -> String {
    "{\"commands\":\(loss.commands),\"microseconds\":\(loss.microseconds)}"
  }

  private static func json(_ redis: RedisFindings) -> String {
    let differences = redis.differences.map { difference in
      "{\"count\":\(difference.count),\"tears\":{"
        + difference.tears.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\($0.value)" }.joined(separator: ",")
        + "},\"kind\":\(quoted(difference.kind)),\"log\":\(quoted(difference.log)),"
        + "\"state\":\(difference.state),\"crash\":\(quoted(difference.crash)),\"story\":\(quoted(difference.story))"
        + (difference.saved.map { ",\"saved\":\(quoted($0.string))" } ?? "") + "}"
    }
    return "{\"images\":\(redis.images),\"available\":\(redis.available),"
      + "\"differences\":[\(differences.joined(separator: ","))]}"
  }

  /// A text as JSON has it.
  static func quoted(_ text: String) -> String {
    var writer = ByteWriter()
    JSONDialect.redis.write(text: Array(text.utf8).span, into: &writer)
    return String(decoding: writer.array, as: UTF8.self)
  }
}

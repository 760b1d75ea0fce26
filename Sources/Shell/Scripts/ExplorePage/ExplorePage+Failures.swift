import CrashLab
import Disk

/// What came of runs in which something failed.
extension ExplorePage {
  /// The table of the runs with a failure of the disk; empty when there were none.
  var faults: String {
    let head = [
      "policy", "file system", "runs with a failure", "states", "images", "depth two", "refused", "lost by a kill",
      "lost by a power cut", "violations",
    ]
    let rows = results.compactMap { result -> String? in
      guard let faults = result.faults else { return nil }
      let verdict = faults.violationCount == 0 ? "good" : "bad"
      let numbers = [faults.faultedRuns, faults.states, faults.images, faults.laterStates, faults.refusals]
      return """
        <tr><th scope="row">\(Self.escaped(result.policy))</th><td>\(result.fileSystem.rawValue)</td>\
        \(numbers.map { "<td>\(Self.grouped($0))</td>" }.joined())\
        <td>\(Self.loss(faults.lossByKill))</td><td>\(Self.loss(faults.lossByPowerCut))</td>\
        <td><span class="badge \(verdict)">\(Self.grouped(faults.violationCount))</span></td></tr>
        """
    }
    if rows.isEmpty { return "" }
    return """
      <h2>With a failure at each operation</h2>
      <p>In each of these runs one call of the disk fails, or fsyncs are slow, or the child of a rewrite is killed; the
      rest of the run is cut short as above.</p>
      \(Self.table(head.map { "<th scope=\"col\">\($0)</th>" }.joined(), rows))
      """
  }

  /// The table of the starts on files in which a bit had changed; empty when there were none.
  var rot: String {
    let rows = results.compactMap { result -> String? in
      let rot = result.findings.rot
      if rot.total == 0 { return nil }
      let numbers = [rot.total, rot.harmless, rot.refused, rot.cut, rot.unnoticed]
      return """
        <tr><th scope="row">\(Self.escaped(result.policy))</th><td>\(result.fileSystem.rawValue)</td>\
        \(numbers.map { "<td>\(Self.grouped($0))</td>" }.joined())</tr>
        """
    }
    if rows.isEmpty { return "" }
    let head = [
      "policy", "file system", "bits changed", "found what was promised", "refused", "cut off and kept an end",
      "found other data",
    ]
    return """
      <h2>With one bit changed</h2>
      <p>A snapshot has a checksum, an append-only file and a manifest have none: other data may be found there, but no
      file goes away, and nothing is cut off in silence.</p>
      \(Self.table(head.map { "<th scope=\"col\">\($0)</th>" }.joined(), rows))
      """
  }
}

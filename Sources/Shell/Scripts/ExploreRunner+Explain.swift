import Bytes
import CrashLab
import Disk
import SystemPackage

/// What is said of a violation: the shortest script that leads to it, its files, and how to see it again.
extension ExploreRunner {
  /// Runs that the search for the shortest script may take.
  private static var shrinkLimit: Int { 60 }

  func explain(_ result: inout Result, _ setting: Setting, _ plan: Plan) throws(WorkbenchError) {
    guard let violation = result.findings.violations.first ?? result.faults?.violations.first else { return }
    result.saved = try save(violation, setting, plan)
    guard let first = result.findings.violations.first else {
      result.command = command(setting, plan, ["--faults"])
      return
    }
    result.command = command(setting, plan, ["--state", "\(first.state)"])
    if plan.shrinks, plan.state == nil { result.shortest = try shrink(setting, plan, first) }
  }

  // MARK: The shortest script

  /// Leaves lines out of the script as long as a violation stays: first everything behind it, then halves, quarters and
  /// so on to single lines.
  private func shrink(
    _ setting: Setting, _ plan: Plan, _ violation: Findings.Violation
  ) throws(WorkbenchError) -> (lines: [String], violation: Findings.Violation)? {
    var lines = setting.allLines.filter { !setting.script.lines[$0].isRemark }
    var found = violation
    var runs = 0
    var size = max(1, lines.count / 2)
    while lines.count > 1, runs < Self.shrinkLimit {
      var isShorter = false
      var start = lines.count
      while start > 0, runs < Self.shrinkLimit {
        let range = max(0, start - size)..<start
        start = range.lowerBound
        guard range.upperBound <= lines.count, range.count < lines.count else { continue }
        var fewer = lines
        fewer.removeSubrange(range)
        runs += 1
        progress("\(setting.title): shortening the script to \(fewer.count) lines", Double(runs) / 60)
        let limit = violation.state + 2000
        guard let still = try self.violation(setting, fewer, plan, limit: limit) else { continue }
        (lines, found, isShorter) = (fewer, still, true)
      }
      if size == 1, !isShorter { break }
      size = max(1, size / 2)
    }
    if setting.script.stream != nil { return nil }
    return (lines.map { String(decoding: setting.script.lines[$0].text, as: UTF8.self) }, found)
  }

  /// The first violation when only these lines run.
  private func violation(
    _ setting: Setting, _ lines: [Int], _ plan: Plan, limit: Int
  ) throws(WorkbenchError) -> Findings.Violation? {
    var exploration = Exploration(fileSystem: setting.fileSystem)
    exploration.depth = plan.depth
    exploration.limit = limit
    exploration.endsAtViolation = true
    var explorer = Explorer(exploration)
    explorer.explore(try record(setting, lines).recorder)
    return explorer.findings.violations.first
  }

  // MARK: Files

  private func save(
    _ violation: Findings.Violation, _ setting: Setting, _ plan: Plan
  ) throws(WorkbenchError) -> FilePath {
    let name = "\(setting.policy)-\(setting.fileSystem.rawValue)-state-\(violation.state)"
    let place = try saveDirectory(plan).appending(name)
    do throws(DiskError) {
      try makeDirectories(place)
      if !violation.firstFiles.isEmpty { try write(violation.firstFiles, below: place.appending("first")) }
      try write(violation.files, below: place.appending("data"))
    } catch { throw WorkbenchError("the files of a violation cannot be saved: \(error.description)", exitStatus: 3) }
    return place
  }

  /// Where files are saved; it is made.
  func saveDirectory(_ plan: Plan) throws(WorkbenchError) -> FilePath {
    guard let path = plan.savePath else { return try ScratchDirectory.make() }
    let root = ScratchDirectory.current().pushing(path)
    do throws(DiskError) { try makeDirectories(root) } catch {
      throw WorkbenchError("--save \(path.string): \(error.description)", exitStatus: 2)
    }
    return root
  }

  /// Writes the files of a simulated data directory below `root`.
  func write(_ files: [Findings.File], below root: FilePath) throws(DiskError) {
    let disk = PosixDisk()
    try makeDirectories(root)
    for (name, bytes) in files {
      let path = root.appending(String(name.dropFirst(Exploration.directory.string.count + 1)))
      guard let bytes else {
        try makeDirectories(path)
        continue
      }
      let file = try disk.open(path, .truncate)
      try file.writeAll(bytes.span)
      try file.close()
    }
  }

  func makeDirectories(_ path: FilePath) throws(DiskError) {
    let disk = PosixDisk()
    if path.isEmpty || path.components.isEmpty { return }
    if try disk.status(path) != nil { return }
    try makeDirectories(path.removingLastComponent())
    try disk.makeDirectory(path)
  }

  // MARK: The command

  private func command(_ setting: Setting, _ plan: Plan, _ last: [String]) -> String {
    var words = ["aofsh", "explore", "--policy", setting.policy, "--file-system", setting.fileSystem.rawValue]
    if plan.depth != 2 { words += ["--depth", "\(plan.depth)"] }
    if let seed = options.seed, seed != 0 { words += ["--seed", "\(seed)"] }
    if let file = options.configurationFile { words += ["--config", Self.quoted(file.string)] }
    for (name, value) in options.directives {
      words += ["--set", Self.quoted("\(name)=\(String(decoding: value, as: UTF8.self))")]
    }
    return (words + last + [Self.quoted(setting.script.file.string)]).joined(separator: " ")
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "-_./=:,@%+".utf8.contains(byte)
    }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

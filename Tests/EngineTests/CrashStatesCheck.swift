import EngineHarness
import SystemPackage
import Testing

@testable import Disk

/// All files of a disk with their bytes, by path; directories end in a slash.
func tree(of disk: SimulatedDisk) -> [String: [UInt8]] {
  var files: [String: [UInt8]] = [:]
  for (path, node) in disk.model.current.walk() {
    let name = String(decoding: Array(path.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
    if let content = disk.contents[node] { files[name] = content.bytes } else { files[name + "/"] = [] }
  }
  return files
}

/// Checks what starts after crashes make of them.
struct CrashChecker {
  /// How much of the unsynced bytes power cuts keep: every amount up to this many bytes, then a few.
  var everyByteUpTo = 0
  var keptNames = [0, 1, 2, 3, 1000]
  var keptBytes: [Int] = [1, 7, 30, 1000]
  /// Whether the engine goes on after the restart, and crashes again.
  var goesOn = true
  private(set) var starts = 0
  private(set) var images = 0
  private(set) var violations = 0
  /// What starts found, nil when they refused.
  private var found: [Seen: String?] = [:]

  init() {}

  private struct Seen: Hashable {
    let files: [String: [UInt8]]
    let settings: [String: String]
    let isDurable: Bool
  }

  mutating func check(_ run: CrashRun) throws {
    for image in run.images { try check(image, run.states) }
    try check(run.image("end"), run.states)
  }

  mutating func check(_ image: CrashImage, _ states: [String]) throws {
    try check(image, states, image.disk.snapshot(), from: image.afterKill, "kill")
    for torn in amounts(image.disk.bytesInPageCache) {
      for names in keptNames {
        let disk = image.disk.snapshot()
        _ = try disk.powerCut(keeping: PowerCutPlan(torn: torn, names: names))
        try check(image, states, disk, from: image.afterPowerCut, "power cut keeping \(torn) bytes, \(names) names")
      }
    }
  }

  private func amounts(_ unsynced: Int) -> [Int] {
    if unsynced <= everyByteUpTo { return Array(0...unsynced) }
    return Array(Set(([0] + keptBytes).map { min($0, unsynced) })).sorted()
  }

  private mutating func check(
    _ image: CrashImage, _ states: [String], _ disk: SimulatedDisk, from first: Int, _ crash: String
  ) throws {
    images += 1
    let key = Seen(files: tree(of: disk), settings: image.settings, isDurable: crash != "kill")
    let title = "\(crash) after \(image.moment), \(image.settings)"
    let known = found[key]
    let state = if let known { known } else { try start(image, disk, key, title) }
    found[key] = .some(state)
    guard let state else { return }
    guard let index = states[...image.last].lastIndex(of: state) else {
      return violate("\(title): '\(state)' is no state of the run \(states[...image.last].suffix(3))")
    }
    if index < first { violate("\(title): state \(index) '\(state)' instead of \(first) '\(states[first])' or later") }
  }

  /// Starts an engine on what a crash left, and tries it; nil when it refuses.
  private mutating func start(
    _ image: CrashImage, _ disk: SimulatedDisk, _ key: Seen, _ title: String
  ) throws -> String? {
    starts += 1
    let run = try CrashRun(image.settings, disk: disk, time: image.time)
    run.takesImages = false
    guard try run.start() else {
      if tree(of: disk) != key.files { violate("\(title): the refused start changed files") }
      violate("\(title): refused: \(run.refusal ?? "") \(run.log)")
      return nil
    }
    let state = contents(of: run.engine)
    try checkAgain(run, state, title)
    if goesOn, !key.isDurable || starts % 16 == 0 { try goOn(run, state, title) }
    return state
  }

  /// A second start finds the same and changes nothing.
  private mutating func checkAgain(_ run: CrashRun, _ found: String, _ title: String) throws {
    let files = tree(of: run.disk)
    run.disk.kill()
    guard try run.start() else { return violate("\(title): the second start refused: \(run.refusal ?? "")") }
    if contents(of: run.engine) != found { violate("\(title): the second start found '\(contents(of: run.engine))'") }
    let changed = tree(of: run.disk)
    for (name, bytes) in changed where files[name] != bytes { violate("\(title): the second start changed \(name)") }
    for name in files.keys where changed[name] == nil { violate("\(title): the second start removed \(name)") }
  }

  /// More is written and acknowledged, with a rewrite and without, and another crash comes.
  private mutating func goOn(_ first: CrashRun, _ found: String, _ title: String) throws {
    guard first.settings["appendonly"] == "yes" else { return }
    let base = first.disk.snapshot()
    let more = ["SET more 1", "MULTI ; INCR more ; SELECT 1 ; INCR more ; EXEC"]
    // In turn, for the time it takes.
    for steps in [starts.isMultiple(of: 2) ? more : ["BGREWRITEAOF", "SET more 1", "wait 0.1"]] {
      let run = try CrashRun(first.settings, disk: base.snapshot(), time: first.clock.now(), states: [found])
      run.takesImages = false
      guard try run.start() else { return violate("\(title): going on: refused: \(run.refusal ?? "")") }
      try run.run(steps)
      let end = run.image("\(title), then \(steps)")
      var inner = CrashChecker()
      inner.goesOn = false
      inner.keptNames = [0, 1000]
      inner.keptBytes = [0, 1000]
      // Under the other policies a power cut may take what the first crash had left.
      let isAlways = first.settings["appendfsync"] == "always"
      if isAlways { try inner.check(end, run.states) } else { try inner.checkKill(end, run.states) }
      starts += inner.starts
      images += inner.images
      violations += inner.violations
    }
  }

  private mutating func checkKill(_ image: CrashImage, _ states: [String]) throws {
    try check(image, states, image.disk.snapshot(), from: image.afterKill, "kill")
  }

  private mutating func violate(_ text: String) {
    violations += 1
    if violations <= 5 { Issue.record("\(text)") }
  }
}

import Disk
import Engine
import SystemPackage

/// What is demanded of a start on files in which a bit has changed.
///
/// A snapshot has a checksum: the start finds what it held or refuses. The append-only file and the manifest have none,
/// so that other data may be found. But what is left out of a file is told in the log and kept, no file goes away that
/// would stay if nothing had changed, a refusal changes nothing, and a second start does the same as the first.
extension Explorer {
  mutating func check(_ crash: CrashCase, _ rot: BitRot) {
    findings.images += 1
    findings.starts += 1
    var run = EngineRun(crash.disk(), crash.point.configuration, time: crash.point.time, commands)
    let before = run.disk.tree
    switch run.start() {
    case .refused(let reason):
      findings.rot.refused += 1
      if !Self.isSame(run.disk.tree, before) { violate(crash, "the refused start changed files: \(reason)") }
    case .found(let state):
      for path in gone(before, run.disk.tree, crash) { violate(crash, "\(path.string) is gone") }
      // After what was promised is found, a second start has nothing else to go by than the first.
      if !judge(state, run, before, crash, rot) { startAgain(&run, state, crash) }
    }
  }

  /// Whether the start found what was promised.
  private mutating func judge(
    _ state: DataState, _ run: EngineRun, _ before: [(path: FilePath, bytes: [UInt8]?)], _ crash: CrashCase,
    _ rot: BitRot
  ) -> Bool {
    let cut = rot.path.isManifest ? [] : Self.cut(before, run.disk.tree)
    for (path, bytes) in cut where !Self.isKept(bytes, of: path, run.disk.tree) || run.warnings.isEmpty {
      violate(crash, "\(bytes.count) bytes of \(path.string) are gone, and not kept or not told of")
    }
    // Data sets that nothing promised may be on the disk too.
    if crash.lifetime.states[crash.promised...crash.last].contains(where: { $0.state == state }) {
      findings.rot.harmless += 1
      return true
    }
    if !cut.isEmpty {
      findings.rot.cut += 1
    } else {
      findings.rot.unnoticed += 1
      if Self.hasChecksum(rot.path, crash) {
        violate(crash, "found \(state.text), though the checksum of \(rot.path.string) cannot be right")
      }
    }
    return false
  }

  /// The files that are gone, with all that was in them, though a start without the damage leaves them.
  private mutating func gone(
    _ before: [(path: FilePath, bytes: [UInt8]?)], _ after: [(path: FilePath, bytes: [UInt8]?)], _ crash: CrashCase
  ) -> [FilePath] {
    before.compactMap { path, bytes in
      guard let bytes, !bytes.isEmpty, !after.contains(where: { $0.path == path || $0.bytes == bytes }) else {
        return nil
      }
      return leftUndamaged(crash).contains(path) ? path : nil
    }
  }

  /// The files that a start after a kill leaves when no bit has changed.
  private mutating func leftUndamaged(_ crash: CrashCase) -> Set<FilePath> {
    if let known = undamaged, known.point == crash.point.number { return known.left }
    let disk = crash.point.disk.afterCrash(nil)
    disk.capacity = nil
    var run = EngineRun(disk, crash.point.configuration, time: crash.point.time, commands)
    findings.starts += 1
    if case .refused(let reason) = run.start() { violate(crash, "without the damage, the start is refused: \(reason)") }
    let left = Set(disk.tree.map(\.path))
    undamaged = (crash.point.number, left)
    return left
  }

  /// What is no longer in files that are still there.
  private static func cut(
    _ before: [(path: FilePath, bytes: [UInt8]?)], _ after: [(path: FilePath, bytes: [UInt8]?)]
  ) -> [(path: FilePath, bytes: ArraySlice<UInt8>)] {
    let left = Dictionary(after.map { ($0.path, $0.bytes) }) { first, _ in first }
    return before.compactMap { path, bytes in
      guard let bytes, let rest = left[path] ?? nil, rest.count < bytes.count, bytes.starts(with: rest) else {
        return nil
      }
      return (path, bytes[rest.count...])
    }
  }

  private static func isKept(
    _ bytes: ArraySlice<UInt8>, of path: FilePath, _ tree: [(path: FilePath, bytes: [UInt8]?)]
  ) -> Bool {
    tree.contains { $0.path.string.hasPrefix(path.string + ".cut-") && $0.bytes.map { $0[...] == bytes } == true }
  }

  private static func hasChecksum(_ path: FilePath, _ crash: CrashCase) -> Bool {
    let bytes = crash.point.disk.tree.first { $0.path == path }?.bytes
    return bytes?.starts(with: "REDIS".utf8) == true && crash.point.configuration.flag("rdbchecksum")
  }
}

import Bytes
import Disk
import RDB
import SystemPackage

extension LogCheck {
  /// Stretches that are taken out of one file at most, each of them kept in a file of its own.
  static let mostStretches = 1000

  /// What could be kept of a file.
  func plan(_ file: any DiskFile, from start: Int, size: Int) throws(DiskError) -> ResyncPlan {
    let progress = hands.progress
    let scanner = try ResyncScanner(
      file, size: size, chunk: 64 << 10, isCommand: hands.isCommand, progress: { progress($0, size) })
    var resync = Resync(scanner, from: start)
    try resync.run()
    return resync.plan
  }

  /// Takes out of a file what is damaged.
  func resync(
    _ subject: Subject, _ name: [UInt8], _ file: any DiskFile, from start: Int, size: Int
  ) throws(End) -> Verdict {
    let plan: ResyncPlan
    do throws(DiskError) { plan = try self.plan(file, from: start, size: size) } catch {
      throw end("Failed to read from AOF ", name, ", aborting...")
    }
    let skipped = plan.skipped
    if skipped.isEmpty { return .sound }
    let bytes = skipped.reduce(0) { $0 + $1.range.count }
    for piece in skipped.prefix(Self.mostStretches) {
      say("offset \(piece.range.lowerBound), \(piece.range.count) bytes: \(piece.reason ?? "")")
    }
    guard skipped.count <= Self.mostStretches else {
      throw end("AOF ", name, " has more than \(Self.mostStretches) damaged stretches: too many to take out")
    }
    line {
      $0.append(text: "This will take \(bytes) bytes out of the AOF ")
      $0.append(name)
      $0.append(
        text: ", in \(skipped.count == 1 ? "1 stretch" : "\(skipped.count) stretches"), and keep \(size - bytes)")
    }
    hands.output.print(Array("Continue? [y/N]: ".utf8))
    guard hands.confirm() else {
      say("Aborting...")
      throw End()
    }
    do throws(DiskError) { try write(plan, subject, file, from: start, size: size) } catch {
      hands.note(error.description)
      throw end("Failed to resynchronize AOF ", name)
    }
    return .resynced
  }

  /// Keeps what is taken out, writes the rest to a new file, and puts that in the place of the old one.
  ///
  /// Each step is durable before the next, and until the last the old file is as it was.
  private func write(
    _ plan: ResyncPlan, _ subject: Subject, _ file: any DiskFile, from start: Int, size: Int
  ) throws(DiskError) {
    for piece in plan.skipped {
      let kept = try KeptBytes.keep(piece.range, of: file, at: subject.path, on: disk)
      hands.note("What was taken out at \(piece.range.lowerBound) is kept in \(kept)")
    }
    // A link stays one.
    let path = try disk.resolve(subject.path)
    let directory = KeptBytes.directory(of: path)
    let name = path.lastComponent.map { FileName($0.bytes) } ?? ""
    let temporary = ("temp-resync-" + name).path(in: directory)
    try disk.create(temporary) { (target) throws(DiskError) in
      try disk.copyAccess(of: path, to: temporary)
      try KeptBytes.copy(0..<start, of: file, to: target)
      for piece in plan.pieces where piece.reason == nil {
        if let database = piece.database { try target.writeAll(ResyncPlan.select(database).span) }
        try KeptBytes.copy(piece.range, of: file, to: target)
      }
    }
    guard try file.size() == size else {
      hands.note("The AOF has changed meanwhile: a server uses it")
      throw .write(subject.path, .resourceBusy)
    }
    try disk.rename(temporary, to: path)
    try disk.syncDirectory(directory)
  }
}

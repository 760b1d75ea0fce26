import AOF
import Bytes
import Disk
import Engine
import SystemPackage

extension Workbench {
  func metaCrash(_ arguments: MetaArguments) throws(MetaError) {
    let crash = try Self.crash(arguments)
    guard let engine else { throw MetaError(Self.noEngine) }
    let earlier = try unsyncedFromEarlier(engine)
    let report: CrashReport
    do throws(DiskError) { report = try engine.crash(crash) } catch {
      self.engine = nil
      session = nil
      state = .crashed
      throw MetaError("the power cut could not be carried out to its end: \(describe(error.description))")
    }
    self.engine = nil
    session = nil
    state = .crashed
    show(report)
    if let earlier { show(earlier, report) }
    write("the engine is down; :start recovers what is left\n")
  }

  private static func crash(_ arguments: MetaArguments) throws(MetaError) -> Crash {
    let kind = arguments.text(0) ?? "kill"
    guard kind == "kill" || kind == "power" else {
      let near = Suggestions.nearest(to: kind, among: ["kill", "power"])
      throw MetaError("a crash is kill or power, not '\(kind)'\(Suggestions.question(near))")
    }
    if kind == "kill" {
      if arguments.has("--torn") || arguments.has("--seed") {
        throw MetaError("kill leaves the page cache as it is: --torn and --seed are for :crash power")
      }
      return .kill
    }
    var plan = PowerCutPlan()
    if let word = arguments.value("--seed") {
      guard let seed = UInt64(String(decoding: word, as: UTF8.self)) else {
        throw MetaError("'\(String(decoding: word, as: UTF8.self))' is no seed; give a whole number")
      }
      // Anything may survive, unless --torn sets a limit.
      plan = PowerCutPlan(torn: 1 << 40, names: 1 << 20, seed: seed)
    }
    if let word = arguments.value("--torn") { plan.torn = try size(word) }
    return .power(plan)
  }

  static func size(_ word: [UInt8]) throws(MetaError) -> Int {
    do throws(ValueError) { return try Amount.size(word.span) } catch { throw MetaError(error.message) }
  }

  /// Commands in the current incremental file that an earlier run of the engine left in the page cache.
  private struct Earlier {
    let file: FilePath
    let commands: [Inspector.Command]
  }

  private func unsyncedFromEarlier(_ engine: Engine) throws(MetaError) -> Earlier? {
    let settings = try appendOnlyNames()
    guard engine.configuration.flag("appendonly"), let entry = try readManifest(settings)?.incrs.last else {
      return nil
    }
    let file = settings.path(entry.name)
    let stages = engine.stages
    do throws(DiskError) {
      guard let durability = try disk.durability(of: file) else { return nil }
      let end = durability.size - stages.pageCacheBytes - stages.durableBytes
      guard durability.durableSize < end else { return nil }
      let content = try disk.readAll(file)
      guard !content.starts(with: "REDIS".utf8) else { return nil }
      var inspector = Inspector()
      var commands: [Inspector.Command] = []
      while let command = inspector.next(content.span), command.end <= end {
        if command.end > durability.durableSize, !Self.isFrame(command) { commands.append(command) }
      }
      return Earlier(file: file, commands: commands)
    } catch { throw failure(error) }
  }

  /// Whether a command only frames others.
  private static func isFrame(_ command: Inspector.Command) -> Bool {
    let name = String(decoding: command.arguments.first ?? [], as: UTF8.self).lowercased()
    return ["select", "multi", "exec"].contains(name)
  }

  private func show(_ earlier: Earlier, _ report: CrashReport) {
    guard let file = report.powerCut?.files.first(where: { $0.path == earlier.file }) else { return }
    let left = file.survives ? file.sizeAfter : 0
    let lost = earlier.commands.filter { $0.end > left }
      .map { LostCommand(database: $0.database, arguments: $0.arguments) }
    if lost.isEmpty { return }
    let text = "also lost, logged before the last start and never fsynced: "
    write(Array(text.utf8) + Words.commands(lost, atMost: 20) + [0x0A])
  }

  private func show(_ report: CrashReport) {
    let isPower = report.powerCut != nil
    var text = Array((isPower ? "power cut: " : "kill: ").utf8)
    if report.wasLogging {
      text += Self.loss(report.loss)
    } else if report.unsavedChanges == 0 {
      text += Array("appendonly is no, but nothing had changed since the last snapshot".utf8)
    } else {
      let changes = Words.count(Int(report.unsavedChanges), "change")
      text += Array("appendonly is no: \(changes) since the last snapshot, lost".utf8)
    }
    write(text + [0x0A], as: .strong)
    if report.wasLogging { show(report.stages, report) }
    for file in report.powerCut?.files ?? [] where file.lost > 0 || file.kept > 0 { show(file) }
    for change in report.powerCut?.undone ?? [] { write("\(describe(change))\n") }
  }

  private static func loss(_ loss: LossReport) -> [UInt8] {
    var text = Array("acknowledged \(loss.logged), survived \(loss.survived); ".utf8)
    if loss.lost == 0 { return text + Array("nothing was lost".utf8) }
    text += Array("lost: ".utf8) + Words.commands(loss.lostCommands, atMost: 20)
    if !loss.isComplete { text += Array(" and earlier ones that are no longer in memory".utf8) }
    return text
  }

  /// Where the logged commands were, and what became of them.
  private func show(_ stages: AppendOnlyFile.Stages, _ report: CrashReport) {
    let lostOfPageCache = max(0, report.loss.lostBytes - stages.bufferedBytes)
    let pageCache =
      lostOfPageCache == 0
      ? "kept" : lostOfPageCache >= stages.pageCacheBytes ? "lost" : "\(lostOfPageCache) of the bytes lost"
    let rows = [
      ("aof_buf", stages.bufferedUnits, stages.bufferedBytes, "lost"),
      ("page cache", stages.pageCacheUnits, stages.pageCacheBytes, pageCache),
      ("disk", stages.durableUnits, stages.durableBytes, "kept"),
    ]
    for (name, commands, bytes, fate) in rows {
      let counts = "\(Words.count(commands, "command")), \(Words.count(bytes, "byte"))"
      write("  \(Words.padded(name, 12))\(counts)\(bytes == 0 ? "" : ": \(fate)")\n")
    }
  }

  private func show(_ file: PowerCutReport.File) {
    let name = describe(file.path.string)
    if !file.survives {
      write("  \(name): gone, with \(Words.count(file.sizeBefore, "byte"))\n")
    } else {
      let kept = file.kept > 0 ? ", \(Words.count(file.kept, "byte")) of them never fsynced" : ""
      write("  \(name): \(file.sizeAfter) of \(Words.count(file.sizeBefore, "byte")) left\(kept)\n")
    }
  }

  private func describe(_ change: PowerCutReport.Undone) -> String {
    switch change {
    case .vanished(let path): "  \(describe(path.string)): the new name is gone, its directory was never fsynced"
    case .returned(let path): "  \(describe(path.string)): is back, its removal was never fsynced"
    case .movedBack(let path, let old):
      "  \(describe(path.string)): has its old name \(describe(old.string)) again, the renaming was never fsynced"
    }
  }
}

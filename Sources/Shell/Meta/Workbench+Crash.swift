import AOF
import Bytes
import Disk
import Engine
import SystemPackage

extension Workbench {
  func metaCrash(_ arguments: MetaArguments) throws(MetaError) {
    let crash = try Self.crash(arguments)
    guard let engine else { throw MetaError(Self.noEngine) }
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

import AOF
import Bytes
import Disk
import Engine
import SystemPackage

extension Workbench {
  func metaCrash(_ arguments: MetaArguments) throws(MetaError) {
    if arguments.text(0) == "scenario" { return try metaScenario(arguments) }
    let crash = try crash(arguments)
    guard let engine else { throw MetaError(Self.noEngine) }
    if let word = arguments.value("--at") { return try arm(crash, at: word) }
    try checkEffect(of: crash)
    armedCrash = nil
    try carryOut(crash, engine)
  }

  /// Crashes the engine and says what was lost.
  ///
  /// `under` is the command that was cut short, and `acknowledged` the units before it.
  func carryOut(_ crash: Crash, _ engine: Engine, during interruption: Interruption? = nil) throws(MetaError) {
    let report: CrashReport
    defer {
      self.engine = nil
      session = nil
      state = .crashed
    }
    do throws(DiskError) { report = try engine.crash(crash) } catch {
      throw MetaError("the power cut could not be carried out to its end: \(describe(error.description))")
    }
    show(report, interruption)
    write("the engine is down; :start recovers what is left\n")
  }

  private func crash(_ arguments: MetaArguments) throws(MetaError) -> Crash {
    let kind = arguments.text(0) ?? "kill"
    guard kind == "kill" || kind == "power" else {
      let near = Suggestions.nearest(to: kind, among: ["kill", "power", "scenario"])
      throw MetaError("a crash is kill, power or a scenario, not '\(kind)'\(Suggestions.question(near))")
    }
    if let more = arguments.text(1) {
      throw MetaError("'\(more)' is too much: \(kind) takes options only; :help crash lists them")
    }
    guard kind == "power" else {
      let given = ["--torn", "--hole", "--reorder", "--lost-entries", "--seed"].first { arguments.has($0) }
      if let given {
        throw MetaError("kill leaves the page cache and all names as they are: \(given) is for :crash power")
      }
      return .kill
    }
    var plan = PowerCutPlan()
    plan.reordersFiles = arguments.has("--reorder")
    plan.leavesHoles = arguments.has("--hole")
    plan.losesNames = arguments.has("--lost-entries")
    // Anything may survive of what is drawn or of the file written last, unless --torn sets a limit.
    if plan.reordersFiles || arguments.has("--seed") { plan.torn = 1 << 40 }
    if let word = arguments.value("--seed") {
      guard let seed = UInt64(String(decoding: word, as: UTF8.self)) else {
        throw MetaError("'\(String(decoding: word, as: UTF8.self))' is no seed; give a whole number")
      }
      plan.names = 1 << 20
      plan.seed = seed
    }
    if let word = arguments.value("--torn") { plan.torn = try Self.size(word) }
    return .power(plan)
  }

  /// Refuses a crash that could not be told from a plain power cut.
  private func checkEffect(of crash: Crash) throws(MetaError) {
    guard case .power(let plan) = crash else { return }
    let files = disk.unsyncedFiles
    if plan.leavesHoles, files.isEmpty {
      throw MetaError(
        "all bytes are durable: a power cut leaves no hole (appendfsync no or everysec leaves some to lose)")
    }
    if plan.reordersFiles, files.count < 2 {
      let names = files.map { describe($0.path.string) }.joined()
      throw MetaError(
        (files.isEmpty ? "all bytes are durable" : "only \(names) has bytes that are not durable")
          + ": there is no order of files to change")
    }
  }

  static func size(_ word: [UInt8]) throws(MetaError) -> Int {
    do throws(ValueError) { return try Amount.size(word.span) } catch { throw MetaError(error.message) }
  }

  private func show(_ report: CrashReport, _ interruption: Interruption?) {
    let isPower = report.powerCut != nil
    let moment = interruption.map { " after operation \($0.operation) of \($0.command)" } ?? ""
    var text = Array("\(isPower ? "power cut" : "kill")\(moment): ".utf8)
    if report.wasLogging {
      text += Self.loss(report.loss, acknowledged: interruption?.acknowledged)
    } else if report.unsavedChanges == 0 {
      text += Array("appendonly is no, but nothing had changed since the last snapshot".utf8)
    } else {
      let changes = Words.count(Int(report.unsavedChanges), "change")
      text += Array("appendonly is no: \(changes) since the last snapshot, lost".utf8)
    }
    write(text + [0x0A], as: .strong)
    if report.wasLogging { show(report.stages, report) }
    if let interruption, report.wasLogging { show(interruption, report.loss) }
    for file in report.powerCut?.files ?? [] where file.lost > 0 || file.kept > 0 { show(file) }
    for change in report.powerCut?.undone ?? [] { write("\(describe(change))\n") }
  }

  private static func loss(_ loss: LossReport, acknowledged: Int?) -> [UInt8] {
    let acknowledged = acknowledged ?? loss.logged
    var text = Array("acknowledged \(acknowledged), survived \(min(loss.survived, acknowledged)); ".utf8)
    if acknowledged < loss.logged, loss.survived >= acknowledged {
      return text + Array("nothing acknowledged was lost".utf8)
    }
    if loss.lost == 0 { return text + Array("nothing was lost".utf8) }
    text += Array("lost: ".utf8) + Words.commands(loss.lostCommands, atMost: 20)
    if !loss.isComplete { text += Array(" and earlier ones that are no longer in memory".utf8) }
    return text
  }

  /// What became of the command that the crash cut short.
  private func show(_ interruption: Interruption, _ loss: LossReport) {
    let logged = loss.logged - interruption.acknowledged
    let survived = max(0, loss.survived - interruption.acknowledged)
    let fate =
      switch (logged, survived) {
      case (0, _): "had logged nothing yet"
      case (_, 0): "is lost; it was never acknowledged"
      case (_, logged): "survived, though it was never acknowledged"
      default: "survived in part, though it was never acknowledged"
      }
    write("  \(interruption.command) \(fate)\n")
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
      let zeroed = file.zeroed > 0 ? ", \(Words.count(file.zeroed, "byte")) of them zero" : ""
      write("  \(name): \(file.sizeAfter) of \(Words.count(file.sizeBefore, "byte")) left\(kept)\(zeroed)\n")
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

import Bytes

extension AppendOnlyFile {
  /// Bytes and units of execution in each stage of their way to the disk.
  public struct Stages: Sendable, Equatable {
    /// Not written yet: lost when the engine is killed.
    public var bufferedBytes = 0
    /// Not written yet.
    public var bufferedUnits = 0
    /// Written and not known to be durable: lost when the power fails.
    public var pageCacheBytes = 0
    /// Written and not known to be durable.
    public var pageCacheUnits = 0
    /// Known to be durable, since the start.
    public var durableBytes = 0
    /// Known to be durable, since the start.
    public var durableUnits = 0
  }

  /// How far what was logged since the start has come.
  ///
  /// O(log(units not durable)).
  public var stages: Stages {
    let written = log.journal.units(upTo: log.written)
    return Stages(
      bufferedBytes: log.pendingCount, bufferedUnits: log.journal.appended - written,
      pageCacheBytes: log.unsyncedCount, pageCacheUnits: written - log.journal.durable,
      durableBytes: log.durable, durableUnits: log.journal.durable)
  }

  /// The commands that wait to be written, and those in the page cache, oldest first.
  public var commandsUnderWay: (pageCache: [LostCommand], buffered: [LostCommand]) {
    (log.commands(from: log.durable, to: log.written), log.commands(from: log.written, to: log.appended))
  }

  /// What is lost when the engine is killed now: the buffer.
  public func lossByKill() -> LossReport { loss(survivingUpTo: log.written) }

  /// What is lost when of each file only as many bytes survive as `surviving` says; nil keeps a file whole.
  ///
  /// In a file that is not loaded (``State/waitingForRewrite``) nothing survives.
  public func lossByPowerCut(surviving: (FileName) -> Int?) -> LossReport {
    if state == .waitingForRewrite { return loss(survivingUpTo: log.durable, nothingSurvives: true) }
    var position = log.durable
    for (index, segment) in segments.enumerated() {
      let end = index + 1 < segments.count ? segments[index + 1].position : log.written
      let whole = segment.offset + end - segment.position
      let left = min(surviving(segment.name) ?? whole, whole)
      position = max(position, segment.position + left - segment.offset)
      if left < whole { break }
      position = end
    }
    return loss(survivingUpTo: min(position, log.written))
  }

  private func loss(survivingUpTo position: Int, nothingSurvives: Bool = false) -> LossReport {
    var report = LossReport()
    report.logged = log.journal.appended
    report.survived = nothingSurvives ? 0 : log.journal.units(upTo: position)
    report.lostBytes = log.appended - position
    // The unit that the end cuts in two is lost as a whole.
    let from = log.journal.lastEnd(upTo: position) ?? min(position, log.durable)
    report.isComplete = from >= log.start
    report.lostCommands = log.commands(from: max(from, log.start), to: log.appended)
    return report
  }
}

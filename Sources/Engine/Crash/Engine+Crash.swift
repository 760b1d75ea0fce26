public import AOF
import Commands
public import Disk
import SystemPackage

extension Engine {
  /// Ends the engine as a crash does and says what was lost. The data directory is left as the crash leaves it; the
  /// next start will recover from it. A power cut needs a disk that keeps account of what is durable. An engine that
  /// ended by itself because its disk was unplugged can crash as well.
  public func crash(_ crash: Crash) throws(DiskError) -> CrashReport {
    precondition(state != .created, "an engine that was never started has nothing to lose")
    let stages = appendOnlyFile.stages
    // Fsyncs under way do not end any more.
    let crashing = disk as? any CrashDisk
    crashing?.unplug(after: 0)
    defer { crashing?.unplug(after: nil) }
    endChild()
    surroundings.syncWorker.drain()
    var loss = appendOnlyFile.lossByKill()
    var powerCut: PowerCutReport?
    if case .power(let plan) = crash {
      guard let crashing else { throw .sync(directory, .notSupported) }
      let report = try crashing.powerCut(keeping: plan)
      powerCut = report
      loss = appendOnlyFile.lossByPowerCut { name in
        let path = appendOnlyFile.settings.path(name)
        guard let file = report.files.first(where: { $0.path == path }) else { return nil }
        return file.survives ? file.intact : 0
      }
    }
    let wasLogging = appendOnlyFile.state != .off
    endWithoutCleaning()
    return CrashReport(
      crash: crash, stages: stages, loss: loss, wasLogging: wasLogging, unsavedChanges: context.dirty,
      powerCut: powerCut)
  }

  private func endWithoutCleaning() {
    state = .ended
    surroundings.syncWorker.drain()
    lock?.release()
    lock = nil
  }

  /// Where the logged commands are on their way to the disk.
  public var stages: AppendOnlyFile.Stages { appendOnlyFile.stages }

  /// The commands that are not durable yet: those in the page cache and those in the buffer, oldest first.
  public var commandsUnderWay: (pageCache: [LostCommand], buffered: [LostCommand]) { appendOnlyFile.commandsUnderWay }
}

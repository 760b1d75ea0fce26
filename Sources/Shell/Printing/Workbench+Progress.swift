import AOF
import Commands
import Disk
import Engine
import Keyspace
import SystemPackage

extension Workbench {
  /// Begins to show how far a work has come, if a person watches.
  func beginProgress(_ name: String) {
    guard options.showsProgress else { return }
    if progress == nil {
      progress = ProgressLine(
        columns: { [options] in options.terminalSize?().columns ?? 80 }, now: { [clock] in clock.machineMonotonic },
        emit: { [sink] in sink.error($0) })
    }
    progress?.begin(name)
  }

  func showProgress(done: Int, of total: Int?, unit: Progress.Unit) {
    progress?.show(done: done, of: total, unit: unit)
  }

  /// Wipes the line off.
  func endProgress() { progress?.end() }

  /// What is to be told of each piece that a load reads.
  func loadProgress(_ configuration: Configuration) -> (Int) -> Void {
    guard options.showsProgress else { return { _ in } }
    beginProgress("loading")
    let total = bytesToLoad(configuration)
    var done = 0
    return { [weak self] count in
      done += count
      self?.showProgress(done: done, of: total, unit: .bytes)
    }
  }

  /// Bytes in the files that a start reads; nil when they cannot be told.
  private func bytesToLoad(_ configuration: Configuration) -> Int? {
    do throws(MetaError) {
      guard configuration.flag("appendonly") else {
        let name = configuration.value(of: "dbfilename").flatMap { FilePath(bytes: $0) } ?? "dump.rdb"
        return try status(directory.pushing(name))?.size
      }
      let settings = try appendOnlyNames()
      var total = 0
      for entry in try readManifest(settings)?.files ?? [] { total += try status(settings.path(entry.name))?.size ?? 0 }
      return total
    } catch {
      // What is wrong with the files the start itself will say.
      return nil
    }
  }

  /// Waits for the child of a rewrite and shows how far it has come.
  func waitWatching(_ engine: Engine) {
    beginProgress("rewriting")
    defer { endProgress() }
    let keys = engine.context.keyspace.count
    watchInterrupts { isInterrupted in
      engine.waitForChild {
        showProgress(done: keysWritten(engine), of: keys, unit: .keys)
        return isInterrupted()
      }
    }
  }

  /// How many keys the child of a rewrite or of a snapshot has written, as far as it has said.
  func keysWritten(_ engine: Engine) -> Int {
    let keysPerStep = engine.configuration.integer("rdb-key-save-delay") == 0 ? 1024 : 1
    return min(engine.context.keyspace.count, child.progress * keysPerStep)
  }
}

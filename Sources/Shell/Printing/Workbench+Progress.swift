import AOF
import Commands
import Disk
import Engine
import Keyspace
import SystemPackage

extension Workbench {
  /// Begins to show how far a work has come, if a person watches.
  func beginProgress(_ name: String) {
    if options.showsProgress { progress = Progress(name, now: clock.machineMonotonic) }
  }

  func showProgress(done: Int, of total: Int?, unit: Progress.Unit) {
    guard let line = progress?.line(done: done, of: total, unit: unit, now: clock.machineMonotonic) else { return }
    let columns = options.terminalSize?().columns ?? 80
    sink.error(Array("\r\u{1B}[K\(line.prefix(columns - 1))".utf8))
  }

  /// Wipes the line off.
  func endProgress() {
    if progress?.isShown == true { sink.error(Array("\r\u{1B}[K".utf8)) }
    progress = nil
  }

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
    let keysPerStep = engine.configuration.integer("rdb-key-save-delay") == 0 ? 1024 : 1
    engine.waitForChild { showProgress(done: min(keys, child.progress * keysPerStep), of: keys, unit: .keys) }
  }
}

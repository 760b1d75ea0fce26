import AOF
import Engine
import Keyspace
import SystemPackage

/// How far a long work has come, shown in one line that is drawn again and again: what, how much of how much, how fast,
/// how long it will still take.
///
/// Nothing is shown of work that takes less than half a second, and at most ten lines a second.
struct Progress {
  /// In what it is counted.
  enum Unit {
    case bytes, keys

    func text(_ number: Int) -> String { self == .bytes ? Words.shortSize(number) : Words.count(number, "key") }
  }

  /// What is done, such as `loading`.
  let name: String
  private let begun: Int64
  private var shownAt: Int64
  private(set) var isShown = false

  private static let patience: Int64 = 500_000
  private static let interval: Int64 = 100_000

  /// A work that begins `now`, in microseconds.
  init(_ name: String, now: Int64) {
    self.name = name
    begun = now
    shownAt = now + Self.patience - Self.interval
  }

  /// The line to show; nil when none is due.
  ///
  /// - Parameters:
  ///   - done: how much is done.
  ///   - total: how much there is to do; nil when nobody knows.
  mutating func line(done: Int, of total: Int?, unit: Unit, now: Int64) -> String? {
    guard now - shownAt >= Self.interval else { return nil }
    shownAt = now
    isShown = true
    let seconds = Double(now - begun) / 1_000_000
    let rate = Double(done) / seconds
    var text = "\(name) \(unit.text(done))"
    if let total, total > 0 {
      text += " of \(unit.text(total)), \(min(99, done * 100 / total)) %"
    }
    text += ", \(unit.text(Int(rate)))/s"
    if let total, total > done, rate > 0 {
      text += ", \(Words.shortTime(Int(Double(total - done) / rate) + 1)) left"
    }
    return text
  }
}

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

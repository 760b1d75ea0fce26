import Bytes
import Disk
import SystemPackage

/// What loading brought.
public struct LoadReport: Sendable, Equatable {
  /// Bytes in all files, before any cut.
  public var size = 0
  /// Bytes in the base file.
  public var baseSize = 0
  /// Where the last file ended early: its name and the offset of its end.
  public var cut: Cut?

  /// A cut of a file.
  public struct Cut: Sendable, Equatable {
    /// The file.
    public var file: FileName
    /// Its complete bytes.
    public var offset: Int
    /// The file that keeps what was cut off; nil when nothing was written because the disk is only read.
    public var kept: FileName?
  }
}

extension AppendOnlyFile {
  /// Loads the listed files in order; nil when none is listed, which is no error: the data set is empty then, and a
  /// dump.rdb is not read.
  ///
  /// A single file of a layout before version 7 is moved into place first.
  /// Only at a start is the time for all files logged.
  public func load(into target: any LoadTarget, isStart: Bool = true) throws(AOFError) -> LoadReport? {
    if isStart { try checkHistory() }
    try migrateOldLayout()
    if isStart { readNote() }
    if manifest.isEmpty { return nil }
    let started = clock.monotonic()
    var summary = LoadReport()
    for entry in manifest.files {
      let size = try length(of: entry)
      summary.size += size
      if entry == manifest.base { summary.baseSize = size }
    }
    target.willRead(bytes: summary.size)
    if summary.size > 0 {
      let last = manifest.files.count - 1
      for (index, entry) in manifest.files.enumerated() {
        let cut = try load(entry, isLast: index == last, into: target)
        summary.cut = cut ?? summary.cut
      }
    }
    currentSize = summary.size
    rewriteBaseSize = summary.baseSize
    if isStart {
      sink(.notice, "DB loaded from append only file: \(LoadMessages.seconds(clock.monotonic() - started)) seconds")
    }
    return summary
  }

  /// Bytes in a listed file.
  ///
  /// A directory counts as one byte, so that it is not passed over as empty.
  private func length(of entry: Manifest.Entry) throws(AOFError) -> Int {
    do throws(DiskError) {
      guard let status = try disk.status(path(of: entry)) else {
        throw .status(path(of: entry), .noSuchFileOrDirectory)
      }
      return status.isDirectory ? 1 : status.size
    } catch {
      sink(.warning, "Unable to obtain the AOF file \(entry.name) length. stat: \(error.reason)")
      throw .load(LoadError(file: entry.name, offset: 0, cause: .length(error)))
    }
  }

  private func load(
    _ entry: Manifest.Entry, isLast: Bool, into target: any LoadTarget
  ) throws(AOFError)
    -> LoadReport.Cut?
  {
    let started = clock.monotonic()
    let file = try openToLoad(entry)
    defer { discard(file) }
    var cut: LoadReport.Cut?
    do throws(LoadError) {
      cut = try cutLostEnd(of: entry, isLast: isLast, file)
      var loader = try loader(of: entry, isLast: isLast, file, target)
      switch try loader.load(file) {
      case .empty: return cut
      case .loaded: break
      case .truncated(let offset, let isTransaction):
        let end = TornEnd(entry: entry, offset: offset, isTransaction: isTransaction, isLast: isLast)
        cut = try repair(end, file)
      case .corruptTail(let offset):
        cut = try repair(
          TornEnd(entry: entry, offset: offset, isTransaction: false, isLast: isLast, damage: .corruptTail), file)
      }
    } catch {
      report(error)
      throw .load(error)
    }
    let kind = entry == manifest.base ? "base" : "incr"
    let time = LoadMessages.seconds(clock.monotonic() - started)
    sink(.notice, "DB loaded from \(kind) file \(entry.name): \(time) seconds")
    return cut
  }

  private func loader(
    of entry: Manifest.Entry, isLast: Bool, _ file: any DiskFile, _ target: any LoadTarget
  ) throws(LoadError) -> FileLoader {
    var loader = FileLoader(
      entry.name, isOldLayout: entry.name == settings.fileName,
      corruptTailLimit: isLast ? settings.corruptTailLimit : 0, target: target, log: sink)
    do throws(DiskError) { loader.doubtedFrom = isLast ? try startOfDoubt(in: entry.name, file) : nil } catch {
      throw LoadError(file: entry.name, offset: 0, cause: .read(error))
    }
    return loader
  }

  private func openToLoad(_ entry: Manifest.Entry) throws(AOFError) -> any DiskFile {
    do throws(DiskError) { return try disk.open(path(of: entry), .read) } catch {
      let isMissing = error.errno == .noSuchFileOrDirectory
      let line =
        isMissing
        ? "The append log file \(entry.name) doesn't exist: \(error.reason)"
        : "Fatal error: can't open the append log file \(entry.name) for reading: \(error.reason)"
      sink(.warning, line)
      throw .load(LoadError(file: entry.name, offset: 0, cause: .open(error)))
    }
  }

  /// Logs why a file cannot be loaded; what concerns a truncated file has been logged.
  private func report(_ error: LoadError) {
    let file = error.file
    switch error.cause {
    case .length, .open, .truncatedNotLast, .snapshot(.damaged), .snapshot(.loaded): return
    case .read(let cause), .snapshot(.readError(let cause)):
      sink(.warning, "Unrecoverable error reading the append only file \(file): \(cause.reason)")
    case .truncated:
      sink(
        .warning,
        "Unexpected end of file reading the append only file \(file). You can: 1) Make a backup of your AOF file, "
          + "then use ./redis-check-aof --fix <filename.manifest>. 2) Alternatively you can set the "
          + "'aof-load-truncated' configuration option to yes and restart the server.")
    case .badFormat:
      sink(
        .warning,
        "Bad file format reading the append only file \(file): make a backup of your AOF file, then use "
          + "./redis-check-aof --fix <filename.manifest>")
    case .unknownCommand(let name):
      let text = String(decoding: name, as: UTF8.self)
      sink(.warning, "Unknown command '\(text)' reading the append only file \(file)")
    case .tooFewArguments(let name):
      let text = String(decoding: name, as: UTF8.self)
      sink(
        .warning,
        "Too few arguments for command '\(text)' at offset \(error.offset) reading the append only file \(file)")
    case .snapshot(.refused):
      let kind = file == settings.fileName ? "RDB preamble of the AOF file" : "RDB base file"
      sink(.warning, "Error reading the \(kind) \(file), AOF loading aborted")
      sink(.warning, "Unrecoverable error reading the append only file \(file): Invalid argument")
    }
  }
}

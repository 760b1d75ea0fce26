public import AOF
import Bytes
import Commands
public import Disk
import Keyspace
import RDB
import SystemPackage

extension Engine {
  /// Loads dump.rdb, when there is one; what `appendonly no` starts from (spec 1.4).
  /// `startedAt` is when the start began, nil when it is no start: Redis logs the time of a start only.
  func loadSnapshotFile(startedAt: Int64?) throws(StartFailure) {
    let file: any DiskFile
    // A directory is no snapshot.
    if configuration.text("dbfilename").isEmpty { return }
    do throws(DiskError) {
      guard try disk.status(snapshotPath) != nil else { return }
      file = try disk.open(snapshotPath, .read)
    } catch {
      log(.warning, "Fatal error loading the DB: \(error.reason). Exiting.")
      throw .snapshot(error.description)
    }
    switch loadSnapshot(file, dropsExpired: true) {
    case .loaded:
      if let startedAt {
        log(.notice, "DB loaded from disk: \(LoadMessages.seconds(clock.monotonic() - startedAt)) seconds")
      }
    case .refused:
      log(.warning, "Fatal error loading the DB: Invalid argument. Exiting.")
      throw .snapshot("\(snapshotPath.string) cannot be loaded; the log says why")
    case .damaged: throw .snapshot("\(snapshotPath.string) is damaged; the log says where")
    case .readError(let error):
      log(.warning, "Fatal error loading the DB: \(error.reason). Exiting.")
      throw .snapshot(error.description)
    }
  }

  public func loadSnapshot(_ file: any DiskFile, name: FileName) -> SnapshotVerdict {
    loadSnapshot(file, dropsExpired: false)
  }

  /// Loads the RDB part of a file and logs about it.
  private func loadSnapshot(_ file: any DiskFile, dropsExpired: Bool) -> SnapshotVerdict {
    var failure: DiskError?
    var offset = 0
    var summary = LoadSummary()
    do {
      let size = try file.size()
      if dropsExpired { willRead(bytes: size) }
      var options = LoadOptions(size: size, now: clock.now() / 1000)
      options.dropsExpired = dropsExpired
      options.verifiesChecksum = configuration.flag("rdbchecksum")
      options.accessClock = context.accessClock
      options.usesFrequency = context.settings.usesFrequency
      options.limits = context.settings.limits
      options.replacesKeys = loadsOverExistingKeys
      try Decoder.load(into: context.keyspace, options: options, summary: &summary) { window, count in
        do throws(DiskError) {
          let taken = try file.read(at: offset, atMost: count, into: &window)
          offset += taken
          self.noteLoaded(taken)
          return 0
        } catch {
          failure = error
          return error.errno.rawValue
        }
      }
    } catch let error as RDBError {
      logLines(summary.logLines)
      if let failure { return .readError(failure) }
      logLines(error.logLines)
      switch error.cause {
      case .wrongSignature, .unsupportedVersion: return .refused
      default: return .damaged
      }
    } catch {
      return .readError(error as? DiskError ?? DiskError.read(file.path, .ioError))
    }
    logLines(summary.logLines)
    for source in summary.functions { keepLibrary(source) }
    statistics.loadedKeys = Int64(summary.keysLoaded)
    statistics.expiredWhileLoading = Int64(summary.keysExpired)
    return .loaded(end: summary.bytesConsumed)
  }

  private func logLines(_ lines: [RDB.LogLine]) {
    for line in lines { log(LogLevel(line.level), String(decoding: line.text, as: UTF8.self)) }
  }
}

extension LogLevel {
  init(_ level: RDB.LogLine.Level) {
    self =
      switch level {
      case .debug: .debug
      case .verbose: .verbose
      case .notice: .notice
      case .warning: .warning
      }
  }
}

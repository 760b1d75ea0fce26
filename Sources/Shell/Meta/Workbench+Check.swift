import AOF
import Bytes
import Commands
import Disk
import Engine
import RDB
import SystemPackage

extension Workbench {
  /// Checks the append-only files and the snapshot in the data directory, and repairs the former if that is asked for.
  func metaCheck(_ arguments: MetaArguments) throws(MetaError) {
    let task = try checkTask(arguments)
    let settings = try appendOnlyNames()
    let manifest = settings.path(settings.manifestName)
    // A file from before version 7 lies in the data directory itself.
    let old = settings.fileName.path(in: directory)
    let snapshot = try snapshotPath()
    // A repair is not left half done.
    let disk: any Disk = task == .check ? InterruptibleDisk(disk) { self.askInterrupted() } : disk
    var isSound = true
    var count = 0
    beginProgress("checking")
    defer { endProgress() }
    for path in [manifest, old] where try status(path) != nil {
      if path == old, count > 0 { continue }
      count += 1
      var check = LogCheck(task, on: disk, now: clock.now() / 1000, needsWriteAccess: false, checkHands())
      if check.run(path, shown: Array(shown(path).utf8)) != 0 { isSound = false }
      if isInterrupted { throw .interrupted }
    }
    if try status(snapshot) != nil {
      count += 1
      if try !checkSnapshot(snapshot, on: disk) { isSound = false }
    }
    if isInterrupted { throw .interrupted }
    if count == 0 { return write("there is nothing to check: no append-only file and no \(shown(snapshot))\n") }
    guard isSound else {
      let remedy = task == .check ? "; :help check tells how to repair the append-only file" : ""
      throw .check(Array("what is damaged is shown above\(remedy)".utf8))
    }
  }

  private func checkTask(_ arguments: MetaArguments) throws(MetaError) -> LogCheck.Task {
    if !arguments.has("--fix"), !arguments.has("--resync") { return .check }
    if arguments.has("--fix"), arguments.has("--resync") { throw MetaError("--fix and --resync exclude each other") }
    if options.isReadOnly { throw MetaError("the data directory is open read-only (--read-only)") }
    if engine != nil { throw MetaError("the files are in use by the running engine; :stop it first") }
    return arguments.has("--fix") ? .fix : .resync
  }

  private func snapshotPath() throws(MetaError) -> FilePath {
    let name: [UInt8]?
    if let engine {
      name = engine.configuration.value(of: "dbfilename")
    } else {
      name = try nextConfiguration().value(of: "dbfilename")
    }
    return FileName(name ?? []).path(in: directory)
  }

  private func checkSnapshot(_ path: FilePath, on disk: any Disk) throws(MetaError) -> Bool {
    do throws(DiskError) {
      let file = try disk.open(path, .read)
      let size = try file.size()
      let subject = SnapshotCheck.Subject(name: Array(shown(path).utf8), size: size, now: clock.now() / 1000) {
        self.showProgress(done: $0, of: size, unit: .bytes)
      }
      let verdict = SnapshotCheck.run(subject, checkHands().output, reading: file)
      try file.close()
      if case .sound = verdict { return true }
      return false
    } catch { throw failure(error) }
  }

  /// Who asks for a repair here has said yes.
  private func checkHands() -> LogCheck.Hands {
    let table = commandTable
    let show = { [self] (text: [UInt8]) in
      // What a check says that was broken off is not true.
      if isInterrupted { return }
      progress?.clear()
      write(text)
    }
    return LogCheck.Hands(
      output: CheckOutput {
        show($0)
      } log: {
        show($0 + [0x0A])
      },
      note: { [self] note in show(Array(describe(note).utf8) + [0x0A]) },
      confirm: { [self] in
        write("y\n")
        return true
      },
      progress: { [self] done, total in showProgress(done: done, of: total, unit: .bytes) },
      isCommand: { name, count in table.lookup(name)?.accepts(argumentCount: count) ?? false })
  }
}

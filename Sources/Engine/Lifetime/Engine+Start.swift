public import AOF
import Commands
public import Disk
import Keyspace
import SystemPackage

/// Why an engine could not start. Redis' own words on it are in the log already.
public enum StartFailure: Error, CustomStringConvertible {
  /// Another engine writes to the data directory.
  case directoryInUse(String)
  /// The data directory cannot be used.
  case directory(DiskError)
  /// The append-only file cannot be loaded or opened.
  case appendOnlyFile(AOFError)
  /// The snapshot cannot be loaded.
  case snapshot(String)
  /// The file of users is not acceptable.
  case users(String)

  public var description: String {
    switch self {
    case .directoryInUse(let path):
      "\(path) is in use by another engine; stop it, or open the directory with --read-only"
    case .directory(let error): error.description
    case .appendOnlyFile(let error): error.description
    case .snapshot(let text), .users(let text): text
    }
  }
}

extension Engine {
  /// Takes the data directory, loads what it holds and begins to serve, in the order of spec 1.4. After an error the
  /// engine has ended and the directory is free again.
  public func start() throws(StartFailure) {
    precondition(state == .created, "an engine starts once")
    do {
      try lockDirectory()
      try loadUserRules()
      try loadDataSet()
    } catch {
      end()
      throw error
    }
    context.microseconds = clock.now()
    context.dirty = 0
    state = .running
    if announcesReadiness { log(.notice, "Ready to accept connections") }
  }

  private func lockDirectory() throws(StartFailure) {
    do throws(DiskError) {
      guard let status = try disk.status(directory) else { throw .status(directory, .noSuchFileOrDirectory) }
      guard status.isDirectory else { throw .status(directory, .notDirectory) }
      if !isReadOnly { lock = try disk.lock(directory) }
    } catch {
      if error.isHeldLock { throw .directoryInUse(directory.string) }
      throw .directory(error)
    }
  }

  private func loadUserRules() throws(StartFailure) {
    guard let problem = loadUsersAtStart() else { return }
    log(.warning, "Aborting Redis startup because of ACL errors: \(problem)")
    throw .users(problem)
  }

  private func loadDataSet() throws(StartFailure) {
    let startedAt = clock.monotonic()
    context.isLoading = true
    loading = LoadingProgress(
      startedAt: clock.now(), monotonicStart: startedAt, delay: Int64(configuration.integer("key-load-delay")))
    defer {
      context.isLoading = false
      loading = nil
    }
    do throws(AOFError) {
      try appendOnlyFile.readManifest()
      if configuration.flag("appendonly") {
        _ = try appendOnlyFile.load(into: self)
        try appendOnlyFile.start { file throws(DiskError) in try self.writeBase(to: file) }
        return
      }
    } catch {
      throw .appendOnlyFile(error)
    }
    try loadSnapshotFile(startedAt: startedAt)
  }

  /// Lets go of everything that outlives a run: the lock, the child, open files.
  func end() {
    state = .ended
    endChild()
    surroundings.syncWorker.drain()
    lock?.release()
    lock = nil
  }
}

import SystemPackage

/// One sync that was asked for.
struct SyncJob {
  let file: any DiskFile
  let closeAfter: Bool

  /// Syncs the file with `sync`, then closes it if asked to, also after a failure.
  ///
  /// The first error is the outcome.
  func perform(_ sync: () throws(DiskError) -> Void) -> SyncOutcome {
    var outcome = SyncOutcome.completed(file.path)
    do throws(DiskError) { try sync() } catch { outcome = .failed(error) }
    guard closeAfter else { return outcome }
    do throws(DiskError) { try file.close() } catch {
      if case .completed = outcome { outcome = .failed(error) }
    }
    return outcome
  }
}

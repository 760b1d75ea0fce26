import Bytes
import Disk
import SystemPackage

extension AppendOnlyFile {
  /// Makes the finished file `finished` the base: renames it, then the temporary incremental file if there is one, and
  /// lists them. Returns whether that went well, or goes on at the worker's.
  ///
  /// Until the list is durable nothing that it or the old list names is removed.
  func install(_ finished: FileName, pid: Int) throws(AOFError) -> Bool {
    var changed = manifest
    let base = changed.addBase(prefix: settings.fileName, isRDB: settings.usesRDBPreamble)
    changed.note(shadowsSnapshot: shadowsSnapshot)
    try keepBehindList(base)
    try rename(finished.path(in: settings.directory), finished, to: base, "base")
    var incr: FileName?
    if state == .waitingForRewrite {
      do throws(AOFError) { incr = try installTemporaryIncr(&changed) } catch {
        remove(settings.path(base))
        throw error
      }
    }
    changed.retireIncrs(keepingLast: file != nil)
    let work = ManifestWork(changed, disk: disk, settings: settings)
    work.removal = removal(after: changed)
    let installation = ListChange.Installation(base: base, incr: incr, pid: pid)
    // Both lists name the file that takes commands, so that these need not wait.
    guard state == .on, disk.isShareable else {
      work.perform()
      return installEnded(work, installation)
    }
    change = ListChange(work: work, kind: .installing(installation), isSubmitted: true, since: clock.monotonic())
    worker.submit(work)
    // A worker that works at once has the outcome already.
    do throws(AOFError) { try collectSyncs() } catch { pendingStop = error }
    return change != nil || lastRewriteSucceeded
  }

  /// Takes over the list that names the new base. Returns whether it is on the disk.
  @discardableResult
  func installEnded(_ work: ManifestWork, _ installation: ListChange.Installation) -> Bool {
    guard let changed = work.manifest else { return false }
    if let failure = work.failure {
      sink(.warning, failure.description)
      // What goes wrong now is logged; nothing is lost by it.
      do throws(AOFError) { try keepOld(or: changed, base: installation.base, incr: installation.incr) } catch {
        sink(.debug, error.description)
      }
      failed()
      endRewrite(pid: installation.pid)
      return false
    }
    manifest = changed
    manifest.isDirty = false
    if state != .off {
      currentSize = size(of: installation.base) + fileSize
      rewriteBaseSize = currentSize
    }
    historyDeleted(work)
    forgetDoubts { name in !manifest.files.contains { $0.name == name } }
    lastRewriteSucceeded = true
    consecutiveFailures = 0
    sink(.notice, "Background AOF rewrite finished successfully")
    if state == .waitingForRewrite { state = .on }
    endRewrite(pid: installation.pid)
    return true
  }

  private func rename(_ from: FilePath, _ name: FileName, to new: FileName, _ kind: String) throws(AOFError) {
    do throws(DiskError) { try disk.rename(from, to: settings.path(new)) } catch {
      throw failure(
        "Error trying to rename the temporary AOF \(kind) file \(name) into \(settings.path(new)): \(error.reason)",
        error)
    }
    sink(.notice, "Successfully renamed the temporary AOF \(kind) file \(name) into \(new)")
  }

  /// Keeps what has the name of a new file: a rewrite that was cut short left it, or damage has taken it off the list.
  private func keepBehindList(_ name: FileName) throws(AOFError) {
    do throws(DiskError) { try keepUnlisted(name) } catch {
      throw failure("Can't keep the unlisted file \(name): \(error.description)", error)
    }
  }

  private func installTemporaryIncr(_ changed: inout Manifest) throws(AOFError) -> FileName {
    // The files listed so far belong to the time before the append-only file was switched off.
    let temporary = settings.temporaryIncrName
    let name = changed.addIncr(prefix: settings.fileName)
    try keepBehindList(name)
    try rename(settings.path(temporary), temporary, to: name, "incr")
    for index in segments.indices where segments[index].name == temporary { segments[index].name = name }
    return name
  }

  /// After a list could not be made durable: if the old one is still in place, the new files go away again.
  private func keepOld(or changed: Manifest, base: FileName, incr: FileName?) throws(AOFError) {
    let isOld: Bool
    do throws(DiskError) {
      let content = try disk.readAll(settings.path(settings.manifestName))
      isOld = content == manifest.text && content != changed.text
    } catch { isOld = error.errno == .noSuchFileOrDirectory }
    guard isOld else {
      // The new list is in place, if not durably so. Both lists must stay loadable: nothing is removed.
      // The append-only file is not confirmed as on.
      manifest = changed
      return
    }
    remove(settings.path(base))
    guard let incr else { return }
    let temporary = settings.temporaryIncrName
    do throws(DiskError) { try disk.rename(settings.path(incr), to: settings.path(temporary)) } catch {
      throw failure("Error trying to rename the AOF incr file \(incr) into \(temporary): \(error.reason)", error)
    }
    for index in segments.indices where segments[index].name == incr { segments[index].name = temporary }
  }

  private func size(of name: FileName) -> Int {
    do throws(DiskError) { return try disk.status(settings.path(name))?.size ?? 0 } catch {
      sink(.warning, "Unable to obtain the AOF file \(name) length. stat: \(error.reason)")
      return 0
    }
  }
}

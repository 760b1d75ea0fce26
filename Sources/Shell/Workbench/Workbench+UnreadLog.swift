import AOF
import Commands
import Disk
import Engine
import Keyspace

/// An append-only file that is there and was not loaded, because the engine was started with `appendonly no`.
///
/// redis-server passes over it without a word, and `CONFIG SET appendonly yes` then replaces it by the data set in
/// memory, which may be empty. A person is told at the start, and asked before that.
extension Workbench {
  /// Looks for one as an engine starts.
  func findUnreadLog(_ configuration: Configuration) {
    unreadManifest = configuration.flag("appendonly") ? nil : manifestContent()
  }

  /// Tells a person, or whoever reads standard error, of it.
  func tellUnreadLog() {
    guard let place = unreadLog else { return }
    let text = "appendonly is no: the append-only file in \(place) was not loaded"
    if options.isInteractive { return note("\(text); :stop, :config appendonly yes and :start load it") }
    sink.error(Array("aofsh: \(text); --set appendonly=yes loads it\n".utf8))
  }

  /// The directory that it is in; nil when there is none, or no longer.
  var unreadLog: String? {
    guard let unreadManifest, let engine, !engine.configuration.flag("appendonly"), manifestContent() == unreadManifest
    else { return nil }
    do throws(MetaError) { return shown(try appendOnlyNames().appendDirectory) } catch { return nil }
  }

  /// What the question is before it is replaced.
  var warningBeforeReplacing: String? {
    guard let place = unreadLog, let engine else { return nil }
    let keys = Words.count(engine.context.keyspace.count, "key")
    return "This begins a new append-only file with the \(keys) in memory, and removes the one in \(place), which was "
      + "not loaded.\n:stop, :config appendonly yes and :start load it; :cp -r \(place) \(place).kept keeps a copy."
  }

  /// The manifest on the disk, if it lists files.
  private func manifestContent() -> [UInt8]? {
    do throws(MetaError) {
      let settings = try appendOnlyNames()
      guard let manifest = try readManifest(settings), !manifest.files.isEmpty else { return nil }
      do throws(DiskError) { return try disk.readAll(settings.path(settings.manifestName)) } catch {
        throw failure(error)
      }
    } catch {
      // What cannot be read is no file that could be loaded instead.
      return nil
    }
  }
}

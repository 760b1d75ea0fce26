import Disk
import SystemPackage

extension AppendOnlyFile {
  /// Refuses a list as no rewrite leaves it: one letter may have changed. redis-server does not notice, and deletes files
  /// that are needed, or replays what a base holds already.
  func checkHistory() throws(AOFError) {
    guard let oddity = manifest.oddity(oldFile: settings.fileName) else { return }
    let name = settings.manifestName
    switch oddity {
    case .notReplaced(let entry):
      // Without commands there is nothing to lose.
      guard try hasContent(entry) else { return }
      throw odd(
        "The AOF manifest \(name) lists \(entry.name) as history, but no rewrite has replaced it. If its commands belong "
          + "to the data set, change its type to i; if not, delete its line.")
    case .twice(let entry):
      throw odd("The AOF manifest \(name) lists \(entry.name) twice, and perhaps another file not at all.")
    case .replaced(let entry):
      guard try hasContent(entry) else { return }
      throw odd(
        "The AOF manifest \(name) lists \(entry.name) as in use, but a rewrite seems to have replaced it. If it has, "
          + "change its type to h; if not, delete the lines of the type h.")
    }
  }

  private func odd(_ line: String) -> AOFError {
    sink(.warning, line)
    return .list(line)
  }

  private func hasContent(_ entry: Manifest.Entry) throws(AOFError) -> Bool {
    do throws(DiskError) { return try disk.status(settings.path(entry.name)).map { $0.size > 0 } ?? false } catch {
      throw failure("Can't look at the AOF file \(entry.name): \(error.reason)", error)
    }
  }
}

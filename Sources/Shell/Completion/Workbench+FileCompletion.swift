import Bytes
import Disk
import SystemPackage

extension Workbench {
  /// The files that begin as the word does, in the data directory or in `directory`.
  func files(_ words: CursorWords, below directory: FilePath?) -> [CompletionResult.Candidate] {
    let slash = words.typed.lastIndex(of: UInt8(ascii: "/"))
    let head = slash.map { Array(words.typed[...$0]) } ?? []
    let tail = slash.map { Array(words.typed[($0 + 1)...]) } ?? words.typed
    let start = directory ?? self.directory
    guard let place = head.isEmpty ? start : FilePath(bytes: head).map({ start.pushing($0) }) else { return [] }
    var found: [CompletionResult.Candidate] = []
    do throws(DiskError) {
      for entry in try disk.list(place.lexicallyNormalized()) {
        let name = entry.name.bytes
        let isHidden = name.first == UInt8(ascii: ".") && tail.isEmpty
        guard name.starts(with: tail), !isHidden else { continue }
        found.append(
          CompletionResult.Candidate(
            text: words.quoted(head + name), suffix: entry.isDirectory ? [UInt8(ascii: "/")] : [0x20],
            display: VisibleText.name(name)))
      }
    } catch {
      // Where nothing can be listed nothing can be completed.
      return []
    }
    if head.isEmpty, directory == nil {
      for name in ["base", "incr", "manifest"] where name.utf8.starts(with: tail) {
        found.append(CompletionResult.Candidate(text: Array(name.utf8), suffix: [0x20], display: nil))
      }
    }
    return found
  }
}

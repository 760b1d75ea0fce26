import Bytes
import Commands
import Engine
import Keyspace

extension Workbench {
  /// What a key press may take for keys, in microseconds.
  private static var keyTime: Int64 { 20_000 }
  /// Keys to offer at most: a person reads no longer list.
  private static var keyLimit: Int { 200 }

  /// The types that a command wants its key to have; nil for any.
  ///
  /// Where it overwrites the key it wants none.
  func types(of argument: Argument, _ command: Command) -> Set<ValueType>? {
    if let specification = argument.keySpecification, specification < command.keys.count,
      command.keys[specification].flags.contains(.overwrite) || command.name == "set"
    {
      return nil
    }
    switch command.group {
    case .string, .bitmap, .hyperLogLog: return [.string]
    case .list: return [.list]
    case .set: return [.set]
    case .sortedSet:
      let takesSets = ["zunion", "zinter", "zdiff"].contains { command.name.hasPrefix($0) }
      return takesSets ? [.set, .sortedSet] : [.sortedSet]
    case .geo: return [.sortedSet]
    case .hash: return [.hash]
    case .stream: return [.stream]
    default: return nil
    }
  }

  /// The keys of the selected database, of these types, that begin as the word does.
  ///
  /// Of very many keys only those are looked at that there is time for. Whether there are more is then not known: a lone
  /// candidate is no certain one, and no space follows it; of several, what they have in common is not inserted, because
  /// what was typed is a candidate as well.
  func keys(_ words: CursorWords, of types: Set<ValueType>?) -> [CompletionResult.Candidate] {
    guard let engine, let session else { return [] }
    let database = engine.context.keyspace.databases[session.database]
    let end = clock.machineMonotonic + Self.keyTime
    var found: Set<[UInt8]> = []
    var cursor: UInt64 = 0
    var steps = 0
    var isOver = false
    repeat {
      cursor = database.scan(cursor) { entry in
        guard found.count < Self.keyLimit, entry.key.starts(with: words.typed),
          types?.contains(entry.type) ?? true
        else { return }
        found.insert([UInt8](copying: entry.key))
      }
      steps += 1
      if steps % 64 == 0, clock.machineMonotonic > end { isOver = true }
    } while cursor != 0 && !isOver && found.count < Self.keyLimit
    let isWhole = cursor == 0
    let suffix: [UInt8] = isWhole || found.count > 1 ? [0x20] : []
    let more = CompletionResult.Candidate(
      text: words.quote == nil ? words.typed : words.quoted(words.typed), suffix: [], display: Array("\u{2026}".utf8))
    let candidates = found.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
      CompletionResult.Candidate(text: words.quoted(key), suffix: suffix, display: VisibleText.name(key))
    }
    return isWhole || found.count < 2 ? candidates : candidates + [more]
  }
}

extension Span where Element == UInt8 {
  /// Whether the first bytes are those of `prefix`.
  fileprivate func starts(with prefix: [UInt8]) -> Bool {
    guard count >= prefix.count else { return false }
    for index in prefix.indices where self[index] != prefix[index] { return false }
    return true
  }
}

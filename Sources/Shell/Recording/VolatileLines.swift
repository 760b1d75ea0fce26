import Bytes
import Commands

/// Finds out which lines print something else when a session is run again: what depends on the time, on chance or on the
/// process.
struct VolatileLines {
  private let table: CommandTable
  /// Variables that hold something volatile; `_` is the last reply.
  private var variables: Set<String> = []
  /// Whether a command that waits for EXEC is volatile.
  private var isInTransaction = false

  init(_ table: CommandTable) { self.table = table }

  /// Commands that Redis calls nondeterministic and that are not, on one engine with times taken out of its replies.
  private static let settled: Set = [
    "dump", "object|encoding", "object|refcount", "object|help", "slowlog|len", "xadd", "xtrim", "xautoclaim", "xclaim",
  ]
  /// Commands that Redis does not call so.
  private static let unsettled: Set = [
    "acl|genpass", "acl|log", "client|kill", "debug", "debug|object", "info", "memory|usage", "shutdown",
  ]

  /// Whether `line` is volatile; takes note of what it leaves behind.
  mutating func read(_ line: [UInt8]) -> Bool {
    switch Line.parse(line.span) {
    case .command(let words): return read(words, line)
    case .meta(let call): return read(call)
    case .block(let text):
      return Block.lines(text).dropFirst().map { read($0.text) }.contains(true)
    default: return false
    }
  }

  private mutating func read(_ given: [[UInt8]], _ line: [UInt8]) -> Bool {
    var words = given
    if let first = words.first, words.count > 1, first.span.canonicalInteger != nil { words.removeFirst() }
    var isVolatile = usesVariables(line) || isVolatileCommand(words)
    switch words.first.map({ String(decoding: $0, as: UTF8.self).lowercased() }) {
    case "exec":
      isVolatile = isVolatile || isInTransaction
      isInTransaction = false
    case "discard", "multi": isInTransaction = false
    default: isInTransaction = isInTransaction || isVolatile
    }
    note("_", isVolatile)
    return isVolatile
  }

  private mutating func read(_ call: MetaCall) -> Bool {
    switch call.name {
    case "let":
      guard let name = call.arguments.first, let place = call.rest.firstIndex(of: UInt8(ascii: "=")) else {
        return false
      }
      let isVolatile = read(Array(call.rest[(place + 1)...]))
      note(String(decoding: name, as: UTF8.self), isVolatile)
      return false
    case "repeat", "watch":
      return read(Array(call.rest.drop { !$0.isASCIISpace }))
    case "clock", "ops": return true
    case "cat":
      // A snapshot holds when it was made, and its checksum; without an option those are left out one by one.
      let names = String(decoding: call.rest, as: UTF8.self)
      return names.contains("--") && ["base", "rdb"].contains { names.contains($0) }
    default: return usesVariables(call.rest)
    }
  }

  private mutating func note(_ variable: String, _ isVolatile: Bool) {
    if isVolatile { variables.insert(variable) } else { variables.remove(variable) }
  }

  private func usesVariables(_ line: [UInt8]) -> Bool {
    guard !variables.isEmpty, line.contains(UInt8(ascii: "$")) else { return false }
    return variables.contains { line.contains(Array("$\($0)".utf8)) || line.contains(Array("${\($0)}".utf8)) }
  }

  private func isVolatileCommand(_ words: [[UInt8]]) -> Bool {
    guard let command = table.lookup(OwnedArguments(words).view) else { return false }
    if Self.unsettled.contains(command.fullName) { return true }
    if command.group == .scripting { return words.dropFirst().contains(where: Self.asksForTimeOrChance) }
    return command.tips.contains("nondeterministic_output") && !Self.settled.contains(command.fullName)
  }

  /// Whether a script asks for what is another thing each time, as far as its text tells.
  private static func asksForTimeOrChance(_ script: [UInt8]) -> Bool {
    let text = String(decoding: script, as: UTF8.self).lowercased()
    return ["'time'", "\"time\"", "rand", "spop", "os.clock"].contains { text.contains($0) }
  }
}

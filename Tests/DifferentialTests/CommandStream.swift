/// A seeded stream of commands of one vocabulary, with commands on keys of any type among them, wrong numbers of
/// arguments and bytes that are no text.
struct CommandStream {
  private var words: Words
  private let vocabulary: Vocabulary

  init(_ vocabulary: Vocabulary = .strings, seed: UInt64) {
    words = Words(seed: seed)
    self.vocabulary = vocabulary
  }

  /// The next `count` commands.
  mutating func commands(_ count: Int) -> [[[UInt8]]] { (0..<count).map { _ in next() } }

  private static let containers: Set = [
    "OBJECT", "CLIENT", "COMMAND", "CONFIG", "XINFO", "XGROUP", "FUNCTION", "SCRIPT", "ACL",
  ]

  private mutating func next() -> [[UInt8]] {
    var command = words.chance(5) ? Vocabulary.anyKey(&words) : vocabulary.command(&words)
    // SPOP of all members would become one of a member that chance chooses, in a script too.
    let isWhole = command.contains("SPOP") || ["ACL", "COMMAND"].contains(command[0])
    if words.chance(60), !isWhole { command.removeLast() }
    if words.chance(80), !isWhole { command.append("extra") }
    if command.isEmpty { command = ["PING"] }
    var bytes = command.map { Array($0.utf8) }
    // The names of commands, subcommands, directives and scripts and the rules of users are compared up to their first
    // zero byte in Redis, or not, as their hashes happen to be.
    let isName =
      ["CONFIG", "ACL", "SCRIPT"].contains(command[0]) || Self.containers.contains(command.dropLast().last ?? "")
      || command[0] == "EVAL" && command.count == 4
    if words.chance(20), bytes.count > 2, !isName {
      bytes[bytes.count - 1] += [0, 0xFF, 0x80]
    }
    return bytes
  }
}

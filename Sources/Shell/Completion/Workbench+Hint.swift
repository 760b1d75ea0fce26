import Bytes
import Commands

extension Workbench {
  /// The bytes of a line beyond which no hint is made: it is made at each key, and such a line was pasted.
  private static let longestHinted = 16_384

  /// What could follow `line`, shown behind the cursor: the rest of the syntax; empty when nothing is known.
  public func hint(_ line: [UInt8]) -> String {
    guard display.hints, line.count <= Self.longestHinted, let words = CursorWords(line, cursor: line.count),
      words.quote == nil
    else { return "" }
    return hint(words.before, typing: words.start < line.count ? words.typed : nil)
  }

  private func hint(_ words: [[UInt8]], typing typed: [UInt8]?) -> String {
    guard let first = words.first ?? typed else { return "" }
    if first.first == UInt8(ascii: ":") { return hint(meta: words, typing: typed) }
    // As redis-cli has it, a count before a command repeats it.
    if first.span.canonicalInteger != nil, !words.isEmpty { return hint(Array(words.dropFirst()), typing: typed) }
    guard let command = commandTable.lookup(first.span) else { return "" }
    if words.isEmpty {
      let rest =
        command.subcommands.isEmpty
        ? command.syntax : CommandHint.text(subcommands: command.subcommands.map(\.name), typing: nil)
      return rest.isEmpty ? "" : " " + rest
    }
    if command.subcommands.isEmpty {
      return CommandHint.text(command.arguments, after: Array(words.dropFirst()), typing: typed)
    }
    guard let second = words.dropFirst().first ?? typed, let subcommand = command.subcommand(second.span) else {
      return words.count > 1 ? "" : CommandHint.text(subcommands: command.subcommands.map(\.name), typing: typed)
    }
    if words.count == 1 { return subcommand.syntax.isEmpty ? "" : " " + subcommand.syntax }
    return CommandHint.text(subcommand.arguments, after: Array(words.dropFirst(2)), typing: typed)
  }

  private func hint(meta words: [[UInt8]], typing typed: [UInt8]?) -> String {
    let texts = (words + (typed.map { [$0] } ?? [])).map { String(decoding: $0, as: UTF8.self) }
    guard let name = texts.first, let meta = metaCommands.lookup(String(name.dropFirst())) else { return "" }
    if let before = meta.argumentsBeforeLine, words.count > before + (typed == nil ? 1 : 0) {
      return hint(Array(words.dropFirst(before + 1)), typing: typed)
    }
    let rest = UsageHint.text(meta.usage, after: Array(texts.dropFirst()), options: meta.options)
    return rest.isEmpty || typed == nil ? rest : " " + rest
  }
}

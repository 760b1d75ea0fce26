import Bytes
import Commands
import Engine
import Keyspace

extension Workbench {
  /// What can stand at the cursor, a byte offset in `line`.
  ///
  /// Keys and files are those that are there now. O(entries looked at), which are limited.
  public func complete(_ line: [UInt8], cursor: Int) -> CompletionResult {
    guard let words = CursorWords(line, cursor: cursor), line.first != UInt8(ascii: "#"),
      line.first != UInt8(ascii: "!")
    else { return CompletionResult(start: min(cursor, line.count), candidates: []) }
    return CompletionResult(start: words.start, candidates: candidates(words))
  }

  private func candidates(_ words: CursorWords) -> [CompletionResult.Candidate] {
    guard let first = words.before.first else {
      if words.typed.first == UInt8(ascii: ":") {
        return named(metaCommands.names.map { ":" + $0 }, words, keepsCase: true)
      }
      return named(commandTable.all.map(\.name) + ["help", "quit", "exit"], words)
    }
    if first.first == UInt8(ascii: ":") {
      guard let command = metaCommands.lookup(String(decoding: first.dropFirst(), as: UTF8.self)) else { return [] }
      return candidates(of: command, words)
    }
    if first.span.equalsIgnoringCase("help") || first == [UInt8(ascii: "?")] {
      let groups = helpGroups.map { "@" + $0.rawValue }
      return words.before.count == 1 ? named(commandTable.all.map(\.name) + groups, words) : []
    }
    // As redis-cli has it, a count before a command repeats it.
    if first.span.canonicalInteger != nil {
      var inner = words
      inner.before.removeFirst()
      return candidates(inner)
    }
    return candidates(ofCommand: words)
  }

  // MARK: Redis commands

  private func candidates(ofCommand words: CursorWords) -> [CompletionResult.Candidate] {
    guard let name = words.before.first, let container = commandTable.lookup(name.span) else { return [] }
    if !container.subcommands.isEmpty, words.before.count == 1 {
      return named(container.subcommands.map(\.name), words)
    }
    let arguments = OwnedArguments(words.before + [words.typed])
    guard let command = commandTable.lookup(arguments.view) else { return [] }
    let position = words.before.count
    switch command.fullName {
    case "config|get": return named(Configuration.names, words, keepsCase: true)
    case "config|set":
      if position % 2 == 0 { return named(Configuration.names, words, keepsCase: true) }
      return named(Configuration.choices(of: Self.lowercased(words.before[position - 1])), words, keepsCase: true)
    default: break
    }
    var reader = ArgumentReader(command.arguments)
    for word in words.before.dropFirst(command.fullName == command.name ? 1 : 2) where !reader.read(word) { return [] }
    let openings = reader.openings
    let tokens = named(openings.compactMap(\.token), words)
    for opening in openings where opening.token == nil {
      if opening.argument.kind == .key { return tokens + keys(words, of: types(of: opening.argument, command)) }
      if let values = Self.values(of: opening.argument) {
        return tokens + named(values + (values.isEmpty ? commandTable.all.map(\.name) : []), words)
      }
    }
    return tokens
  }

  /// The words that are values of an argument; none for names of commands, nil for whatever one likes.
  private static func values(of argument: Argument) -> [String]? {
    switch argument.name {
    case "command-name": []
    case "type": ValueType.allCases.map(\.name.description)
    default: nil
    }
  }

  // MARK: Meta-commands

  private func candidates(of command: MetaCommand, _ words: CursorWords) -> [CompletionResult.Candidate] {
    if words.typed.first == UInt8(ascii: "-"), !command.options.isEmpty {
      return named(command.options.keys.sorted(), words, keepsCase: true)
    }
    let before = positionals(of: command, words)
    guard let last = command.arguments.last else { return [] }
    switch before.count < command.arguments.count ? command.arguments[before.count] : last {
    case .words(let texts):
      return before.count == 0 || command.name == "set" ? named(texts, words, keepsCase: true) : []
    case .file: return files(words, below: nil)
    case .script: return files(words, below: ScratchDirectory.current())
    case .directive: return named(Configuration.names, words, keepsCase: true)
    case .directiveValue: return named(Configuration.choices(of: Self.lowercased(before[0])), words, keepsCase: true)
    case .mark: return named(marks.keys.sorted(), words, keepsCase: true)
    case .metaCommand: return named(metaCommands.names, words, keepsCase: true)
    case .displayOption: return named(Self.displayOptions, words, keepsCase: true)
    case .command:
      var inner = words
      inner.before.removeFirst(1 + (command.argumentsBeforeLine ?? 0))
      return candidates(inner)
    case .none: return []
    }
  }

  /// The words before the cursor that are neither the command's name nor options.
  private func positionals(of command: MetaCommand, _ words: CursorWords) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var isValue = false
    for word in words.before.dropFirst() {
      let takesValue = command.options[String(decoding: word, as: UTF8.self)]
      if isValue { isValue = false } else if let takesValue { isValue = takesValue } else { found.append(word) }
    }
    return found
  }

  // MARK: Names

  static func lowercased(_ word: [UInt8]) -> String { String(decoding: word, as: UTF8.self).lowercased() }

  /// The names that begin as the word does, in the case in which it is typed.
  func named(
    _ names: [String], _ words: CursorWords, keepsCase: Bool = false
  ) -> [CompletionResult.Candidate] {
    let typed = Self.lowercased(words.typed)
    let isLower = words.typed.contains { (0x61...0x7A).contains($0) }
    return Set(names).sorted().filter { $0.lowercased().hasPrefix(typed) }.map { name in
      let text = keepsCase ? name : isLower ? name.lowercased() : name.uppercased()
      return CompletionResult.Candidate(text: Array(text.utf8), suffix: [0x20], display: nil)
    }
  }
}

import Bytes

/// Tells the lines that hold passwords, which no history file and no recording may keep.
///
/// The list is that of current redis-cli, a superset of 7.0.15's: AUTH; ACL SETUSER, GETUSER and DELUSER; HELLO … AUTH;
/// CONFIG SET of passwords and user names; MIGRATE … AUTH and AUTH2; SENTINEL's passwords. So are the shell's own lines
/// that carry such a command: `:config requirepass …`, `:set requirepass …`, `:assert AUTH … == OK`.
public enum Secrets {
  /// Whether `line` holds a password.
  ///
  /// A line that cannot be split is judged by its words.
  public static func isSecret(_ line: Span<UInt8>) -> Bool {
    let text = [UInt8](copying: line)
    guard Block.isOpening(Array(text.prefix { $0 != 0x0A })) else { return isSecret(single: line) }
    return Block.lines(text).contains { isSecret(single: $0.text.span) }
  }

  private static func isSecret(single line: Span<UInt8>) -> Bool {
    switch ArgumentSplitter.split(line) {
    case .arguments(let words): isSecret(words)
    case .openQuote, .garbageAfterQuote:
      isSecret(looseWords(line, quotesPart: false)) || isSecret(looseWords(line, quotesPart: true))
    }
  }

  private static func isSecret(_ line: [[UInt8]]) -> Bool {
    var words = line.map { $0.map(\.asciiLowercased) }
    guard let first = words.first else { return false }
    if first.first == UInt8(ascii: ":") { return isSecretMeta(words) }
    // redis-cli repeats a command that a count precedes.
    if first.span.canonicalInteger != nil { words.removeFirst() }
    return isSecret(command: words)
  }

  private static let passwordDirectives = [
    "requirepass", "masterauth", "masteruser", "tls-key-file-pass", "tls-client-key-file-pass",
  ]

  private static func isSecretMeta(_ words: [[UInt8]]) -> Bool {
    let name = words[0].dropFirst()
    if name.elementsEqual("config".utf8) || name.elementsEqual("set".utf8) {
      return words.count > 2 && passwordDirectives.contains { words[1].elementsEqual($0.utf8) }
    }
    // `:let NAME = COMMAND`, `:repeat N COMMAND`, `:watch DURATION COMMAND`; the others have it right behind them.
    let before =
      name.elementsEqual("let".utf8) ? 3 : ["repeat", "watch"].contains { name.elementsEqual($0.utf8) } ? 2 : 1
    return isSecret(command: Array(words.dropFirst(before)))
  }

  /// - Parameter words: a command in lower case.
  private static func isSecret(command words: [[UInt8]]) -> Bool {
    let has = { (index: Int, text: String) in index < words.count && words[index].elementsEqual(text.utf8) }
    if has(0, "auth") { return true }
    if has(0, "acl") { return has(1, "setuser") || has(1, "getuser") || has(1, "deluser") }
    if has(0, "config"), has(1, "set") {
      return stride(from: 2, to: words.count, by: 2).contains { index in
        passwordDirectives.contains { has(index, $0) }
      }
    }
    // A key that is called auth only costs its line a place in the history.
    if has(0, "hello") { return words.dropFirst().contains { $0.elementsEqual("auth".utf8) } }
    if has(0, "migrate") {
      return words.dropFirst(6).contains { $0.elementsEqual("auth".utf8) || $0.elementsEqual("auth2".utf8) }
    }
    if has(0, "sentinel") {
      if has(1, "config"), has(2, "set") { return has(3, "sentinel-pass") || has(3, "sentinel-user") }
      return has(1, "set")
        && words.contains { $0.elementsEqual("auth-pass".utf8) || $0.elementsEqual("auth-user".utf8) }
    }
    return false
  }

  /// The runs between white space, without quotes and backslashes.
  ///
  /// - Parameter quotesPart: whether a quote ends a run.
  private static func looseWords(_ line: Span<UInt8>, quotesPart: Bool) -> [[UInt8]] {
    var words: [[UInt8]] = [[]]
    for index in line.indices {
      let byte = line[index]
      let isQuote = byte == 0x22 || byte == 0x27
      if byte.isASCIISpace || isQuote && quotesPart {
        words.append([])
      } else if !isQuote, byte != UInt8(ascii: "\\") {
        words[words.count - 1].append(byte)
      }
    }
    return words.filter { !$0.isEmpty }
  }
}

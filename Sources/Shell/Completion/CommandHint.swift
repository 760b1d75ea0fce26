import Bytes
public import Commands

/// What is shown behind the cursor while a command is typed: the syntax of what may follow.
///
/// A pure function of the arguments' syntax and the words.
public enum CommandHint {
  /// The hint.
  ///
  /// - Parameters:
  ///   - arguments: the command's arguments.
  ///   - words: the words behind the command's name that are complete.
  ///   - typed: the beginning of the word at the cursor; nil when none is begun.
  /// - Returns: the syntax of what may follow, with a space before it where one is not typed yet; empty when nothing
  ///   may follow or a word fits nowhere.
  public static func text(_ arguments: [Argument], after words: [[UInt8]], typing typed: [UInt8]?) -> String {
    var reader = ArgumentReader(arguments)
    for word in words where !reader.read(word) { return "" }
    guard let typed else { return reader.syntax }
    let before = reader
    if reader.read(typed) { return spaced(reader.syntax) }
    return alternatives(before.openings.filter { $0.begins(with: typed) }.map(\.syntax))
  }

  /// The hint while the name of a subcommand is typed.
  public static func text(subcommands: [String], typing typed: [UInt8]?) -> String {
    let names = subcommands.filter { $0.lowercased().utf8.starts(with: (typed ?? []).map(\.asciiLowercased)) }
    guard typed != nil else { return names.map { $0.uppercased() }.joined(separator: "|") }
    return alternatives(names.map { $0.uppercased() })
  }

  private static func spaced(_ text: String) -> String { text.isEmpty ? "" : " " + text }

  private static func alternatives(_ texts: [String]) -> String {
    texts.isEmpty ? "" : "  (\(texts.joined(separator: "|")))"
  }
}

extension ArgumentReader.Opening {
  /// Whether its word begins so, in whatever case.
  func begins(with typed: [UInt8]) -> Bool {
    guard let token else { return false }
    return token.lowercased().utf8.starts(with: typed.map(\.asciiLowercased))
  }
}

import Bytes

/// The commands whose reply is a text for people, which is printed as it is in every format.
public enum RawReplies {
  /// A subcommand whose reply is such a text.
  private struct Entry {
    let name: StaticString
    let subcommand: StaticString
    /// How many words the command must have; nil for any number.
    var words: Int?
  }

  private static let entries = [
    Entry(name: "debug", subcommand: "htstats"),
    Entry(name: "debug", subcommand: "htstats-key"),
    Entry(name: "debug", subcommand: "client-eviction"),
    Entry(name: "memory", subcommand: "malloc-stats"),
    Entry(name: "memory", subcommand: "doctor"),
    Entry(name: "cluster", subcommand: "nodes", words: 2),
    Entry(name: "cluster", subcommand: "info", words: 2),
    Entry(name: "client", subcommand: "list"),
    Entry(name: "client", subcommand: "info"),
    Entry(name: "latency", subcommand: "graph", words: 3),
    Entry(name: "latency", subcommand: "doctor", words: 2),
    Entry(name: "proxy", subcommand: "info"),
  ]

  /// Whether redis-cli 7.0.15 prints the reply to `command` raw.
  public static func contains(_ command: [[UInt8]]) -> Bool {
    guard let name = command.first else { return false }
    if equal(name, "info") || equal(name, "lolwut") { return true }
    guard command.count >= 2 else { return false }
    return entries.contains { entry in
      equal(name, entry.name) && equal(command[1], entry.subcommand)
        && (entry.words == nil || entry.words == command.count)
    }
  }

  private static func equal(_ word: [UInt8], _ lowercased: StaticString) -> Bool {
    word.span.equalsIgnoringCase(lowercased)
  }
}

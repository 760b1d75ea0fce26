import TestSupport
import Testing

@testable import Commands

struct CommandSyntaxTests {
  @Test(arguments: [
    ("get", "key"), ("command", ""), ("mset", "key value [key value ...]"), ("client|getname", ""),
    ("lcs", "key1 key2 [LEN] [IDX] [MINMATCHLEN len] [WITHMATCHLEN]"), ("flushall", "[ASYNC|SYNC]"),
    ("hello", "[protover [AUTH username password] [SETNAME clientname]]"),
    ("client|list", "[TYPE NORMAL|MASTER|REPLICA|PUBSUB] [ID client-id [client-id ...]]"),
    ("command|list", "[FILTERBY MODULE module-name|ACLCAT category|PATTERN pattern]"),
    ("info", "[section [section ...]]"), ("expire", "key seconds [NX|XX|GT|LT]"),
    ("shutdown", "[NOSAVE|SAVE] [NOW] [FORCE] [ABORT]"),
    (
      "migrate",
      "host port key|\"\" destination-db timeout [COPY] [REPLACE] [[AUTH password]|[AUTH2 username password]] "
        + "[KEYS key [key ...]]"
    ),
  ])
  func syntaxIsThatOfRedisCli(_ name: String, _ syntax: String) {
    #expect(CommandTable().lookup(fullName: Array(name.utf8).span)?.syntax == syntax)
  }

  @Test func repeatedTokensAreShown() {
    let prefix = Argument.string("PREFIX", "prefix", [.optional, .multiple, .multipleToken])
    #expect(prefix.syntax == "[PREFIX prefix [PREFIX prefix ...]]")
  }

  /// `redis-cli help @group` prints name and syntax of every command of the group.
  @Test(.enabled(if: ChildProcess.isInstalled("redis-cli"), "redis-cli is not installed"))
  func allSyntaxIsThatOfRedisCli() throws {
    let scratch = try ScratchDirectory()
    var lines: Set<String> = []
    for group in CommandGroup.allCases {
      let output = "\(scratch.path)/\(group.rawValue)"
      let process = try ChildProcess("redis-cli", ["help", "@\(group.rawValue)"], output: output)
      while process.status() == nil { ChildProcess.pause() }
      let text = String(decoding: ScratchDirectory.contents(output).filter { $0 != 0x0D }, as: UTF8.self)
      for line in text.split(separator: "\n") { lines.insert(withoutColour(line)) }
    }
    // What redis-cli has in its own table of these differs from what redis-server tells.
    let exceptions: Set<String> = ["replicaof", "slaveof", "bitfield", "bitfield_ro", "migrate"]
    for command in CommandTable().all.flatMap({ [$0] + $0.subcommands }) where !exceptions.contains(command.name) {
      let name = command.fullName.replacing("|", with: " ").uppercased()
      #expect(lines.contains("  \(name) \(command.syntax)"), "\(name)")
    }
  }

  private func withoutColour(_ line: Substring) -> String {
    var text = ""
    var isEscape = false
    for character in line {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape { text.append(character) }
      if character == "m" { isEscape = false }
    }
    return text
  }
}

import TestSupport
import Testing

/// The commands of one group, from which random streams are made.
///
/// A group has a file of its own, `Vocabulary+<Group>.swift`, and a line in ``all``. Its commands should be right ones
/// for the most part, on the few keys of ``Words/key()``, so that they meet each other's leavings, and should leave
/// nothing to chance or to the clock: what is random in Redis must come out the same (`SPOP` of all members, explicit
/// stream identifiers). A stream mixes in commands on keys of any type, drops and adds arguments, and puts in bytes
/// that are no text; a vocabulary need not.
///
/// Replies that differ by nature are in ``ReplyRule`` and ``rules``, with the reasons. Besides, no stream holds what Redis
/// leaves to chance, or to memory that is not its own:
///
/// - the order of what SORT stores that it need not sort, or whose weights are equal texts, if it comes out of a set: that
///   of the hash;
/// - intervals of members in a large sorted set whose scores differ: where they begin depends on the levels of its nodes;
/// - negative zero in a sorted set: a listpack loses the sign, a skiplist keeps it;
/// - a sparse HyperLogLog that ends in the middle of a run: Redis reads and writes behind the end of the string, here it is
///   an error like any other damage;
/// - the name of a directive or a script, or the rule of a user, with a zero byte in it: it is found in Redis if its hash falls into
///   the right bucket, or compared up to there;
/// - a change of `list-max-listpack-size`: in Redis a list keeps the one that it was made with, here it has today's;
/// - several functions of one library whose names are taken: the first one in the order of the hash is told;
/// - an address that a script makes text of;
/// - MIGRATE of a key that is there, and SCRIPT DEBUG, which heeds whether the commands before it came at once;
/// - numbers that are out of range where there is SORT: it takes an old `errno` for an error of its own;
/// - RANDOMKEY, which removes expired keys that it happens to meet, and SPOP with a choice.
struct Vocabulary: Sendable, CustomTestStringConvertible {
  /// The name in messages and in `AOFSH_VOCABULARIES`.
  let name: String
  /// Directives for both servers: thresholds that are passed often.
  var settings: [String: String] = [:]
  /// Lines that both run first.
  var prelude: [String] = []
  /// Rules for replies that cannot be equal to the byte, by command or `command|subcommand` in lower case, with the
  /// reasons.
  var rules: [String: (rule: ReplyRule, reason: String)] = [:]
  /// What a command of the append-only file is compared as.
  var normalised: @Sendable ([[UInt8]]) -> [[UInt8]] = { $0 }
  /// Makes a command.
  let command: @Sendable (inout Words) -> [String]

  var testDescription: String { name }

  /// All vocabularies, and what is made of them.
  static let all: [Vocabulary] =
    groups + [
      .damagedHyperLogLogs, .mixture, .generic, .transactions, .scripts, .functions, .access,
    ]

  /// The vocabularies of the groups, a line each.
  static let groups: [Vocabulary] = [
    .strings,
    .bitmaps,
    .hyperLogLogs,
    .lists,
    .largeLists,
    .plainLists,
    .hashes,
    .sets,
    .sortedSets,
    .places,
    .streams,
  ]

  /// All groups on the same keys, but for the HyperLogLogs: commands that change a string in the middle would make some of
  /// them end in the middle of a run.
  static let mixture: Vocabulary = {
    let groups = Vocabulary.groups.filter { $0.prelude.isEmpty }
    var mixture = Vocabulary(name: "mixture") { words in
      let group = words.pick(groups)
      var command = group.command(&words)
      // Texts that are equal up to a zero byte come out of a set in the order of the hash.
      if command[0].hasPrefix("SORT"), command.contains(where: { $0.uppercased() == "ALPHA" }),
        let limit = command.firstIndex(of: "LIMIT")
      {
        command.removeSubrange(limit...limit + 2)
      }
      if command[0].hasPrefix("PF") { return command.map { Words.keys.contains($0) ? "hll:" + $0 : $0 } }
      // A number out of range makes a later SORT fail in Redis, which finds the old `errno`.
      return command.map { $0 == "1e400" ? "1e300" : $0 }
    }
    for group in groups {
      mixture.settings.merge(group.settings) { first, _ in first }
      mixture.rules.merge(group.rules) { first, _ in first }
    }
    for name in ["sort", "sort_ro"] {
      mixture.rules[name] = (.unordered, "of a set, equal weights come in the order of the hash")
    }
    mixture.normalised = { command in groups.reduce(command) { $1.normalised($0) } }
    return mixture
  }()
}

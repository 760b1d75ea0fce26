/// What is run after a recovery, before the next crash.
struct FollowUp {
  /// Commands that reach the engine together.
  struct Group {
    var commands: [[String]]
    /// Whether the next write to the disk fails for want of room.
    var fails = false
  }

  /// What it does, for people.
  let name: String
  let groups: [Group]

  /// Whether it makes the disk fail.
  var fails: Bool { groups.contains { $0.fails } }

  /// A write and a transaction.
  static let writing = FollowUp(
    name: "more writes",
    groups: [
      Group(commands: [["SET", "aofsh:more", "1"]]),
      Group(commands: [["MULTI"], ["INCR", "aofsh:more"], ["INCR", "aofsh:other"], ["EXEC"]]),
    ])

  /// Two writes.
  static let plain = FollowUp(
    name: "two writes",
    groups: [Group(commands: [["SET", "aofsh:more", "1"]]), Group(commands: [["INCR", "aofsh:other"]])])

  /// A rewrite, and a write behind it.
  static let rewriting = FollowUp(
    name: "a rewrite",
    groups: [
      Group(commands: [["BGREWRITEAOF"]]), Group(commands: [["SET", "aofsh:more", "2"]]), Group(commands: [["PING"]]),
    ])

  /// A write that finds no room on the disk, a rewrite at the same moment, and room again.
  static let stumbling = FollowUp(
    name: "a write that fails beside a rewrite",
    groups: [
      Group(commands: [["SET", "aofsh:more", "1"]]),
      Group(commands: [["INCR", "aofsh:more"], ["BGREWRITEAOF"]], fails: true),
      Group(commands: [["PING"]]),
    ])
}

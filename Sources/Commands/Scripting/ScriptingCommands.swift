/// The commands that run scripts and functions, and those that manage them; the engine runs all of them.
enum ScriptingCommands {
  /// The rows, in alphabetical order.
  static let table: [Command] = [
    Command(
      "eval", arity: -3, [.noScript, .stale, .skipMonitor, .noMandatoryKeys, .movableKeys], keys: [notedChanges],
      group: .scripting, since: "2.6.0", complexity: "Depends on the script that is executed.",
      summary: "Execute a Lua script server side",
      arguments: [
        .string("script"), .integer("numkeys"), .key("key", [.optional, .multiple]),
        .string("arg", [.optional, .multiple]),
      ], handler: .engine(.scripting(.eval))),
    Command(
      "eval_ro", arity: -3, [.readonly, .noScript, .stale, .skipMonitor, .noMandatoryKeys, .movableKeys],
      keys: [notedReads], group: .scripting, since: "7.0.0", complexity: "Depends on the script that is executed.",
      summary: "Execute a read-only Lua script server side",
      arguments: [
        .string("script"), .integer("numkeys"), .key("key", [.optional, .multiple]),
        .string("arg", [.optional, .multiple]),
      ], handler: .engine(.scripting(.evalRo))),
    Command(
      "evalsha", arity: -3, [.noScript, .stale, .skipMonitor, .noMandatoryKeys, .movableKeys], keys: [changes],
      group: .scripting, since: "2.6.0", complexity: "Depends on the script that is executed.",
      summary: "Execute a Lua script server side",
      arguments: [
        .string("sha1"), .integer("numkeys"), .key("key", [.optional, .multiple]),
        .string("arg", [.optional, .multiple]),
      ], handler: .engine(.scripting(.evalSha))),
    Command(
      "evalsha_ro", arity: -3, [.readonly, .noScript, .stale, .skipMonitor, .noMandatoryKeys, .movableKeys],
      keys: [reads], group: .scripting, since: "7.0.0", complexity: "Depends on the script that is executed.",
      summary: "Execute a read-only Lua script server side",
      arguments: [
        .string("sha1"), .integer("numkeys"), .key("key", [.optional, .multiple]),
        .string("arg", [.optional, .multiple]),
      ], handler: .engine(.scripting(.evalShaRo))),
    Command(
      "fcall", arity: -3, [.noScript, .stale, .skipMonitor, .noMandatoryKeys, .movableKeys], keys: [notedChanges],
      group: .scripting, since: "7.0.0", complexity: "Depends on the function that is executed.",
      summary: "Invoke a function",
      arguments: [
        .string("function"), .integer("numkeys"), .key("key", [.optional, .multiple]),
        .string("arg", [.optional, .multiple]),
      ], handler: .engine(.scripting(.fcall))),
    Command(
      "fcall_ro", arity: -3, [.readonly, .noScript, .stale, .skipMonitor, .noMandatoryKeys, .movableKeys],
      keys: [notedReads], group: .scripting, since: "7.0.0", complexity: "Depends on the function that is executed.",
      summary: "Invoke a read-only function",
      arguments: [
        .string("function"), .integer("numkeys"), .key("key", [.optional, .multiple]),
        .string("arg", [.optional, .multiple]),
      ], handler: .engine(.scripting(.fcallRo))),
    functions, scripts,
  ]

  private static let reads = keys([.readOnly, .access])
  private static let notedReads = keys(
    [.readOnly, .access], notes: "We cannot tell how the keys will be used so we assume the worst, RO and ACCESS")
  private static let changes = keys([.readWrite, .access, .update])
  private static let notedChanges = keys(
    [.readWrite, .access, .update],
    notes: "We cannot tell how the keys will be used so we assume the worst, RW and UPDATE")

  private static func keys(_ flags: KeyFlags, notes: String? = nil) -> KeySpecification {
    KeySpecification(
      start: .index(2), extent: .counted(count: 2, first: 3, step: 1), flags: flags, notes: notes)
  }
}

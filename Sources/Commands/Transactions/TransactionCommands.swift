/// The commands that make a transaction; all of them are the engine's.
enum TransactionCommands {
  /// The rows, in alphabetical order.
  static let table: [Command] = [
    Command(
      "discard", arity: 1, [.noScript, .loading, .stale, .fast, .allowBusy], group: .transactions, since: "2.0.0",
      complexity: "O(N), when N is the number of queued commands", summary: "Discard all commands issued after MULTI",
      handler: .engine(.discard)),
    Command(
      "exec", arity: 1, [.noScript, .loading, .stale, .skipSlowLog], group: .transactions, since: "1.2.0",
      complexity: "Depends on commands in the transaction", summary: "Execute all commands issued after MULTI",
      handler: .engine(.exec)),
    Command(
      "multi", arity: 1, [.noScript, .loading, .stale, .fast, .allowBusy], group: .transactions, since: "1.2.0",
      complexity: "O(1)", summary: "Mark the start of a transaction block", handler: .engine(.multi)),
    Command(
      "unwatch", arity: 1, [.noScript, .loading, .stale, .fast, .allowBusy], group: .transactions, since: "2.2.0",
      complexity: "O(1)", summary: "Forget about all watched keys", handler: .engine(.unwatch)),
    Command(
      "watch", arity: -2, [.noScript, .loading, .stale, .fast, .allowBusy], keys: [.inspects(1, through: -1)],
      group: .transactions, since: "2.2.0", complexity: "O(1) for every key.",
      summary: "Watch the given keys to determine execution of the MULTI/EXEC block",
      arguments: [.key("key", .multiple)], handler: .engine(.watch)),
  ]
}

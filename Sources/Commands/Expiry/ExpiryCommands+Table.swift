extension ExpiryCommands {
  /// The commands on the time that a key has left.
  static let table: [Command] = [
    Command(
      "expire", arity: -3, [.write, .fast], keys: [.changes(1, .update)], group: .generic, since: "1.0.0",
      complexity: "O(1)", summary: "Set a key's time to live in seconds",
      arguments: [
        .key("key"), .integer("seconds"),
        .oneOf("condition", .optional, since: "7.0.0", [.token("NX"), .token("XX"), .token("GT"), .token("LT")]),
      ],
      history: [.init("7.0.0", "Added options: `NX`, `XX`, `GT` and `LT`.")], handler: .data(ExpiryCommands.expire)),
    Command(
      "expireat", arity: -3, [.write, .fast], keys: [.changes(1, .update)], group: .generic, since: "1.2.0",
      complexity: "O(1)", summary: "Set the expiration for a key as a UNIX timestamp",
      arguments: [
        .key("key"), .unixTime("unix-time-seconds"),
        .oneOf("condition", .optional, since: "7.0.0", [.token("NX"), .token("XX"), .token("GT"), .token("LT")]),
      ],
      history: [.init("7.0.0", "Added options: `NX`, `XX`, `GT` and `LT`.")], handler: .data(ExpiryCommands.expireat)),
    Command(
      "expiretime", arity: 2, [.readonly, .fast], keys: [.reads(1)], group: .generic, since: "7.0.0",
      complexity: "O(1)", summary: "Get the expiration Unix timestamp for a key", arguments: [.key("key")],
      handler: .data(ExpiryCommands.expiretime)),
    Command(
      "persist", arity: 2, [.write, .fast], keys: [.changes(1, .update)], group: .generic, since: "2.2.0",
      complexity: "O(1)", summary: "Remove the expiration from a key", arguments: [.key("key")],
      handler: .data(ExpiryCommands.persist)),
    Command(
      "pexpire", arity: -3, [.write, .fast], keys: [.changes(1, .update)], group: .generic, since: "2.6.0",
      complexity: "O(1)", summary: "Set a key's time to live in milliseconds",
      arguments: [
        .key("key"), .integer("milliseconds"),
        .oneOf("condition", .optional, since: "7.0.0", [.token("NX"), .token("XX"), .token("GT"), .token("LT")]),
      ],
      history: [.init("7.0.0", "Added options: `NX`, `XX`, `GT` and `LT`.")], handler: .data(ExpiryCommands.pexpire)),
    Command(
      "pexpireat", arity: -3, [.write, .fast], keys: [.changes(1, .update)], group: .generic, since: "2.6.0",
      complexity: "O(1)", summary: "Set the expiration for a key as a UNIX timestamp specified in milliseconds",
      arguments: [
        .key("key"), .unixTime("unix-time-milliseconds"),
        .oneOf("condition", .optional, since: "7.0.0", [.token("NX"), .token("XX"), .token("GT"), .token("LT")]),
      ],
      history: [.init("7.0.0", "Added options: `NX`, `XX`, `GT` and `LT`.")], handler: .data(ExpiryCommands.pexpireat)),
    Command(
      "pexpiretime", arity: 2, [.readonly, .fast], keys: [.reads(1)], group: .generic, since: "7.0.0",
      complexity: "O(1)", summary: "Get the expiration Unix timestamp for a key in milliseconds",
      arguments: [.key("key")], handler: .data(ExpiryCommands.pexpiretime)),
    Command(
      "pttl", arity: 2, [.readonly, .fast], keys: [.reads(1)], tips: ["nondeterministic_output"], group: .generic,
      since: "2.6.0", complexity: "O(1)", summary: "Get the time to live for a key in milliseconds",
      arguments: [.key("key")], history: [.init("2.8.0", "Added the -2 reply.")], handler: .data(ExpiryCommands.pttl)),
    Command(
      "ttl", arity: 2, [.readonly, .fast], keys: [.reads(1)], tips: ["nondeterministic_output"], group: .generic,
      since: "1.0.0", complexity: "O(1)", summary: "Get the time to live for a key in seconds",
      arguments: [.key("key")], history: [.init("2.8.0", "Added the -2 reply.")], handler: .data(ExpiryCommands.ttl)),
  ]
}

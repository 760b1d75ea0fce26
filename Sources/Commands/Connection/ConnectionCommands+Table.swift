extension ConnectionCommands {
  /// The commands on the session itself.
  static let table: [Command] = [
    Command(
      "auth", arity: -2, [.noScript, .loading, .stale, .fast, .noAuth, .allowBusy], group: .connection, since: "1.0.0",
      complexity: "O(N) where N is the number of passwords defined for the user", summary: "Authenticate to the server",
      arguments: [.string("username", .optional, since: "6.0.0"), .string("password")],
      history: [.init("6.0.0", "Added ACL style (username and password).")], handler: .data(ACLCommands.auth)),
    Command(
      "client", arity: -2, categories: [], group: .connection, since: "2.4.0", complexity: "Depends on subcommand.",
      summary: "A container for client connection commands", subcommands: clientSubcommands, handler: .container),
    Command(
      "echo", arity: 2, [.loading, .stale, .fast], group: .connection, since: "1.0.0", complexity: "O(1)",
      summary: "Echo the given string", arguments: [.string("message")], handler: .data(ConnectionCommands.echo)),
    Command(
      "hello", arity: -1, [.noScript, .loading, .stale, .fast, .noAuth, .allowBusy], group: .connection, since: "6.0.0",
      complexity: "O(1)", summary: "Handshake with Redis",
      arguments: [
        .block(
          "arguments", .optional,
          [
            .integer("protover"),
            .block("username_password", token: "AUTH", .optional, [.string("username"), .string("password")]),
            .string("SETNAME", "clientname", .optional),
          ])
      ],
      history: [
        .init(
          "6.2.0",
          """
          `protover` made optional; when called without arguments the command reports the current connection's \
          context.
          """)
      ],
      handler: .engine(.hello)),
    Command(
      "ping", arity: -1, .fast, tips: ["request_policy:all_shards", "response_policy:all_succeeded"],
      group: .connection, since: "1.0.0", complexity: "O(1)", summary: "Ping the server",
      arguments: [.string("message", .optional)], handler: .data(ConnectionCommands.ping)),
    Command(
      "quit", arity: -1, [.noScript, .loading, .stale, .fast, .noAuth, .allowBusy], group: .connection, since: "1.0.0",
      complexity: "O(1)", summary: "Close the connection", handler: .engine(.quit)),
    Command(
      "reset", arity: 1, [.noScript, .loading, .stale, .fast, .noAuth, .allowBusy], group: .connection, since: "6.2.0",
      complexity: "O(1)", summary: "Reset the connection", handler: .engine(.reset)),
  ]
}

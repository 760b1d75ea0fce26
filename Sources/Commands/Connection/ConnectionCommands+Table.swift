extension ConnectionCommands {
  /// The commands on the session itself.
  static let table: [Command] = [
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

  /// The subcommands of CLIENT that make sense with one session.
  static let clientSubcommands: [Command] = [
    Command(
      "client|getname", arity: 2, [.noScript, .loading, .stale], group: .connection, since: "2.6.9", complexity: "O(1)",
      summary: "Get the current connection name", handler: .data(ConnectionCommands.clientGetname)),
    Command(
      "client|help", arity: 2, [.loading, .stale], group: .connection, since: "5.0.0", complexity: "O(1)",
      summary: "Show helpful text about the different subcommands", handler: .data(ConnectionCommands.clientHelp)),
    Command(
      "client|id", arity: 2, [.noScript, .loading, .stale], group: .connection, since: "5.0.0", complexity: "O(1)",
      summary: "Returns the client ID for the current connection", handler: .data(ConnectionCommands.clientId)),
    Command(
      "client|info", arity: 2, [.noScript, .loading, .stale], tips: ["nondeterministic_output"], group: .connection,
      since: "6.2.0", complexity: "O(1)", summary: "Returns information about the current client connection.",
      handler: .data(ConnectionCommands.clientInfo)),
    Command(
      "client|list", arity: -2, [.admin, .noScript, .loading, .stale], tips: ["nondeterministic_output"],
      group: .connection, since: "2.4.0", complexity: "O(N) where N is the number of client connections",
      summary: "Get the list of client connections",
      arguments: [
        .oneOf(
          "normal_master_replica_pubsub", token: "TYPE", .optional, since: "5.0.0",
          [
            .token("NORMAL"), .token("MASTER"), .token("REPLICA"), .token("PUBSUB"),
          ]),
        .block("id", token: "ID", .optional, since: "6.2.0", [.integer("client-id", .multiple)]),
      ],
      history: [
        .init("2.8.12", "Added unique client `id` field."),
        .init("5.0.0", "Added optional `TYPE` filter."),
        .init("6.0.0", "Added `user` field."),
        .init("6.2.0", "Added `argv-mem`, `tot-mem`, `laddr` and `redir` fields and the optional `ID` filter."),
        .init("7.0.0", "Added `resp`, `multi-mem`, `rbs` and `rbp` fields."),
        .init("7.0.3", "Added `ssub` field."),
      ],
      handler: .data(ConnectionCommands.clientList)),
    Command(
      "client|setname", arity: 3, [.noScript, .loading, .stale], group: .connection, since: "2.6.9", complexity: "O(1)",
      summary: "Set the current connection name", arguments: [.string("connection-name")],
      handler: .data(ConnectionCommands.clientSetname)),
  ]
}

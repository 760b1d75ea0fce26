extension ConnectionCommands {
  /// The subcommands of CLIENT.
  static let clientSubcommands: [Command] = [
    Command(
      "client|caching", arity: 3, [.noScript, .loading, .stale], group: .connection, since: "6.0.0", complexity: "O(1)",
      summary: "Instruct the server about tracking or not keys in the next request",
      arguments: [.oneOf("mode", [.token("YES"), .token("NO")])], handler: .data(ConnectionCommands.clientCaching)),
    Command(
      "client|getname", arity: 2, [.noScript, .loading, .stale], group: .connection, since: "2.6.9", complexity: "O(1)",
      summary: "Get the current connection name", handler: .data(ConnectionCommands.clientGetname)),
    Command(
      "client|getredir", arity: 2, [.noScript, .loading, .stale], group: .connection, since: "6.0.0",
      complexity: "O(1)", summary: "Get tracking notifications redirection client ID if any",
      handler: .data(ConnectionCommands.clientGetredir)),
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
      "client|kill", arity: -3, [.admin, .noScript, .loading, .stale], group: .connection, since: "2.4.0",
      complexity: "O(N) where N is the number of client connections", summary: "Kill the connection of a client",
      arguments: [
        .oneOf(
          "filter",
          [
            .string("ip:port").deprecated(since: "2.8.12"),
            .oneOf(
              "new-format", .multiple,
              [
                .integer("ID", "client-id", .optional, since: "2.8.12"),
                .oneOf(
                  "normal_master_slave_pubsub", token: "TYPE", .optional, since: "2.8.12",
                  [
                    .token("NORMAL"), .token("MASTER", since: "3.2.0"), .token("SLAVE"),
                    .token("REPLICA", since: "5.0.0"), .token("PUBSUB"),
                  ]), .string("USER", "username", .optional), .string("ADDR", "ip:port", .optional),
                .string("LADDR", "ip:port", .optional, since: "6.2.0"), .string("SKIPME", "yes/no", .optional),
              ]),
          ])
      ],
      history: [
        .init("2.8.12", "Added new filter format."), .init("2.8.12", "`ID` option."),
        .init("3.2.0", "Added `master` type in for `TYPE` option."),
        .init(
          "5.0.0",
          """
          Replaced `slave` `TYPE` with `replica`. `slave` still supported for backward compatibility.
          """), .init("6.2.0", "`LADDR` option."),
      ], handler: .data(ConnectionCommands.clientKill)),
    Command(
      "client|list", arity: -2, [.admin, .noScript, .loading, .stale], tips: ["nondeterministic_output"],
      group: .connection, since: "2.4.0", complexity: "O(N) where N is the number of client connections",
      summary: "Get the list of client connections",
      arguments: [
        .oneOf(
          "normal_master_replica_pubsub", token: "TYPE", .optional, since: "5.0.0",
          [.token("NORMAL"), .token("MASTER"), .token("REPLICA"), .token("PUBSUB")]),
        .block("id", token: "ID", .optional, since: "6.2.0", [.integer("client-id", .multiple)]),
      ],
      history: [
        .init("2.8.12", "Added unique client `id` field."), .init("5.0.0", "Added optional `TYPE` filter."),
        .init("6.0.0", "Added `user` field."),
        .init("6.2.0", "Added `argv-mem`, `tot-mem`, `laddr` and `redir` fields and the optional `ID` filter."),
        .init("7.0.0", "Added `resp`, `multi-mem`, `rbs` and `rbp` fields."), .init("7.0.3", "Added `ssub` field."),
      ], handler: .data(ConnectionCommands.clientList)),
    Command(
      "client|no-evict", arity: 3, [.admin, .noScript, .loading, .stale], group: .connection, since: "7.0.0",
      complexity: "O(1)", summary: "Set client eviction mode for the current connection",
      arguments: [.oneOf("enabled", [.token("ON"), .token("OFF")])], handler: .data(ConnectionCommands.clientNoEvict)),
    Command(
      "client|pause", arity: -3, [.admin, .noScript, .loading, .stale], group: .connection, since: "2.9.50",
      complexity: "O(1)", summary: "Stop processing commands from clients for some time",
      arguments: [.integer("timeout"), .oneOf("mode", .optional, since: "6.2.0", [.token("WRITE"), .token("ALL")])],
      history: [.init("6.2.0", "`CLIENT PAUSE WRITE` mode added along with the `mode` option.")],
      handler: .data(ConnectionCommands.clientPause)),
    Command(
      "client|reply", arity: 3, [.noScript, .loading, .stale], group: .connection, since: "3.2.0", complexity: "O(1)",
      summary: "Instruct the server whether to reply to commands",
      arguments: [.oneOf("on_off_skip", [.token("ON"), .token("OFF"), .token("SKIP")])],
      handler: .data(ConnectionCommands.clientReply)),
    Command(
      "client|setname", arity: 3, [.noScript, .loading, .stale], group: .connection, since: "2.6.9", complexity: "O(1)",
      summary: "Set the current connection name", arguments: [.string("connection-name")],
      handler: .data(ConnectionCommands.clientSetname)),
    Command(
      "client|tracking", arity: -3, [.noScript, .loading, .stale], group: .connection, since: "6.0.0",
      complexity: "O(1). Some options may introduce additional complexity.",
      summary: "Enable or disable server assisted client side caching support",
      arguments: [
        .oneOf("status", [.token("ON"), .token("OFF")]), .integer("REDIRECT", "client-id", .optional),
        .string("PREFIX", "prefix", [.optional, .multiple, .multipleToken]), .token("BCAST", .optional),
        .token("OPTIN", .optional), .token("OPTOUT", .optional), .token("NOLOOP", .optional),
      ], handler: .data(ConnectionCommands.clientTracking)),
    Command(
      "client|trackinginfo", arity: 2, [.noScript, .loading, .stale], group: .connection, since: "6.2.0",
      complexity: "O(1)",
      summary: "Return information about server assisted client side caching for the current connection",
      handler: .data(ConnectionCommands.clientTrackinginfo)),
    Command(
      "client|unblock", arity: -3, [.admin, .noScript, .loading, .stale], group: .connection, since: "5.0.0",
      complexity: "O(log N) where N is the number of client connections",
      summary: "Unblock a client blocked in a blocking command from a different connection",
      arguments: [.integer("client-id"), .oneOf("timeout_error", .optional, [.token("TIMEOUT"), .token("ERROR")])],
      handler: .data(ConnectionCommands.clientUnblock)),
    Command(
      "client|unpause", arity: 2, [.admin, .noScript, .loading, .stale], group: .connection, since: "6.2.0",
      complexity: "O(N) Where N is the number of paused clients",
      summary: "Resume processing of clients that were paused", handler: .data(ConnectionCommands.clientUnpause)),
  ]
}

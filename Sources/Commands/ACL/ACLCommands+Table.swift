extension ACLCommands {
  /// ACL.
  static let table: [Command] = [
    Command(
      "acl", arity: -2, group: .server, since: "6.0.0", complexity: "Depends on subcommand.",
      summary: "A container for Access List Control commands ",
      subcommands: [
        Command(
          "acl|cat", arity: -2, [.noScript, .loading, .stale], group: .server, since: "6.0.0",
          complexity: "O(1) since the categories and commands are a fixed set.",
          summary: "List the ACL categories or the commands inside a category",
          arguments: [.string("categoryname", .optional)], handler: .data(ACLCommands.aclCat)),
        Command(
          "acl|deluser", arity: -3, [.admin, .noScript, .loading, .stale], group: .server, since: "6.0.0",
          complexity: "O(1) amortized time considering the typical user.",
          summary: "Remove the specified ACL users and the associated rules",
          arguments: [.string("username", .multiple)], handler: .data(ACLCommands.aclDeluser)),
        Command(
          "acl|dryrun", arity: -4, [.admin, .noScript, .loading, .stale], group: .server, since: "7.0.0",
          complexity: "O(1).",
          summary: "Returns whether the user can execute the given command without executing the command.",
          arguments: [.string("username"), .string("command"), .string("arg", [.optional, .multiple])],
          handler: .data(ACLCommands.aclDryrun)),
        Command(
          "acl|genpass", arity: -2, [.noScript, .loading, .stale], group: .server, since: "6.0.0", complexity: "O(1)",
          summary: "Generate a pseudorandom secure password to use for ACL users",
          arguments: [.integer("bits", .optional)], handler: .data(ACLCommands.aclGenpass)),
        Command(
          "acl|getuser", arity: 3, [.admin, .noScript, .loading, .stale], group: .server, since: "6.0.0",
          complexity: "O(N). Where N is the number of password, command and pattern rules that the user has.",
          summary: "Get the rules for a specific ACL user", arguments: [.string("username")],
          history: [
            .init("6.2.0", "Added Pub/Sub channel patterns."),
            .init(
              "7.0.0",
              """
              Added selectors and changed the format of key and channel patterns from a list to their rule \
              representation.
              """),
          ], handler: .data(ACLCommands.aclGetuser)),
        Command(
          "acl|help", arity: 2, [.loading, .stale], group: .server, since: "6.0.0", complexity: "O(1)",
          summary: "Show helpful text about the different subcommands", handler: .data(ACLCommands.aclHelp)),
        Command(
          "acl|list", arity: 2, [.admin, .noScript, .loading, .stale], group: .server, since: "6.0.0",
          complexity: "O(N). Where N is the number of configured users.",
          summary: "List the current ACL rules in ACL config file format", handler: .data(ACLCommands.aclList)),
        Command(
          "acl|load", arity: 2, [.admin, .noScript, .loading, .stale], group: .server, since: "6.0.0",
          complexity: "O(N). Where N is the number of configured users.",
          summary: "Reload the ACLs from the configured ACL file", handler: .engine(.aclLoad)),
        Command(
          "acl|log", arity: -2, [.admin, .noScript, .loading, .stale], group: .server, since: "6.0.0",
          complexity: "O(N) with N being the number of entries shown.",
          summary: "List latest events denied because of ACLs in place",
          arguments: [.oneOf("operation", .optional, [.integer("count"), .token("RESET")])],
          handler: .data(ACLCommands.aclLog)),
        Command(
          "acl|save", arity: 2, [.admin, .noScript, .loading, .stale], group: .server, since: "6.0.0",
          complexity: "O(N). Where N is the number of configured users.",
          summary: "Save the current ACL rules in the configured ACL file", handler: .engine(.aclSave)),
        Command(
          "acl|setuser", arity: -3, [.admin, .noScript, .loading, .stale], group: .server, since: "6.0.0",
          complexity: "O(N). Where N is the number of rules provided.",
          summary: "Modify or create the rules for a specific ACL user",
          arguments: [.string("username"), .string("rule", [.optional, .multiple])],
          history: [
            .init("6.2.0", "Added Pub/Sub channel patterns."),
            .init("7.0.0", "Added selectors and key based permissions."),
          ], handler: .data(ACLCommands.aclSetuser)),
        Command(
          "acl|users", arity: 2, [.admin, .noScript, .loading, .stale], group: .server, since: "6.0.0",
          complexity: "O(N). Where N is the number of configured users.",
          summary: "List the username of all the configured ACL rules", handler: .data(ACLCommands.aclUsers)),
        Command(
          "acl|whoami", arity: 2, [.noScript, .loading, .stale], group: .server, since: "6.0.0", complexity: "O(1)",
          summary: "Return the name of the user associated to the current connection",
          handler: .data(ACLCommands.aclWhoami)),
      ], handler: .container)

  ]
}

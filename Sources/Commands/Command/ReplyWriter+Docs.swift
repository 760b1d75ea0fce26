import RESP

/// What COMMAND DOCS tells of a command.
extension ReplyWriter {
  mutating func docs(of command: Command) {
    let isReplaced = command.deprecation != nil
    let optional = [
      !command.complexity.isEmpty, !command.history.isEmpty, isReplaced || command.isSystem, isReplaced, isReplaced,
      !command.arguments.isEmpty,
      !command.subcommands.isEmpty,
    ]
    map(3 + optional.count { $0 })
    pair("summary", command.summary)
    pair("since", command.since)
    pair("group", command.group.rawValue)
    if !command.complexity.isEmpty { pair("complexity", command.complexity) }
    deprecation(command)
    history(command.history)
    if !command.arguments.isEmpty {
      bulk("arguments")
      arguments(command.arguments)
    }
    if !command.subcommands.isEmpty {
      bulk("subcommands")
      map(command.subcommands.count)
      for subcommand in command.subcommands {
        bulk(text: subcommand.fullName)
        docs(of: subcommand)
      }
    }
  }

  private mutating func pair(_ name: StaticString, _ value: String) {
    bulk(name)
    bulk(text: value)
  }

  private mutating func history(_ changes: [Command.Change]) {
    if changes.isEmpty { return }
    bulk("history")
    set(changes.count)
    for change in changes {
      array(2)
      bulk(text: change.version)
      bulk(text: change.text)
    }
  }

  private mutating func deprecation(_ command: Command) {
    var flags: [StaticString] = []
    if command.deprecation != nil { flags.append("deprecated") }
    if command.isSystem { flags.append("syscmd") }
    if flags.isEmpty { return }
    bulk("doc_flags")
    set(flags.count)
    for flag in flags { simple(flag) }
    guard let deprecation = command.deprecation else { return }
    pair("deprecated_since", deprecation.since)
    pair("replaced_by", deprecation.replacement)
  }

  private mutating func arguments(_ arguments: [Argument]) {
    array(arguments.count)
    for argument in arguments { self.argument(argument) }
  }

  private mutating func argument(_ argument: Argument) {
    let optional = [
      argument.keySpecification != nil, argument.token != nil, argument.since != nil,
      argument.deprecatedSince != nil, !argument.flags.isEmpty, !argument.children.isEmpty,
    ]
    map(2 + optional.count { $0 })
    pair("name", argument.name)
    pair("type", argument.kind.rawValue)
    if let index = argument.keySpecification {
      bulk("key_spec_index")
      integer(index)
    }
    if let token = argument.token { pair("token", token) }
    if let since = argument.since { pair("since", since) }
    if let version = argument.deprecatedSince { pair("deprecated_since", version) }
    if !argument.flags.isEmpty {
      bulk("flags")
      names(of: argument.flags, Argument.flagNames)
    }
    if !argument.children.isEmpty {
      bulk("arguments")
      arguments(argument.children)
    }
  }
}

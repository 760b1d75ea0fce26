/// One command or subcommand: everything that is known of it, and what runs it.
///
/// The tables of commands are the only place that knows a command's name, arity, flags, keys and syntax; dispatch,
/// COMMAND, help, hints and completion read them.
public final class Command: Sendable {
  /// The name in lower case; of a subcommand without its container's name.
  public let name: String
  /// The name in lower case; of a subcommand its container's name, `|` and its own.
  public let fullName: String
  /// Number of arguments with the command's name (and subcommand's name) included; negative for "at least".
  public let arity: Int
  /// What the command does and where it may run.
  public let flags: CommandFlags
  /// Its ACL categories.
  public let categories: ACLCategories
  /// Where its keys are among its arguments.
  public let keys: [KeySpecification]
  /// The group under which it is documented.
  public let group: CommandGroup
  /// The Redis version that introduced it.
  public let since: String
  /// Its time complexity, as COMMAND DOCS tells it; empty where it tells none.
  public let complexity: String
  /// One line on what it does, as COMMAND DOCS tells it.
  public let summary: String
  /// The syntax of its arguments.
  public let arguments: [Argument]
  /// What changed in which version.
  public let history: [Change]
  /// Hints for clients, as COMMAND INFO tells them.
  public let tips: [String]
  /// Since when, and by what, it is replaced; nil when it is not deprecated.
  public let deprecation: Deprecation?
  /// Whether it is not meant for users.
  public let isSystem: Bool
  /// Its subcommands; empty for most.
  public let subcommands: [Command]
  /// What runs it.
  public let handler: Handler
  /// ``name`` as the table compares it.
  let packedName: PackedName
  /// The place of what is kept for each command and subcommand of a table; -1 outside of a table.
  public let number: Int

  /// A change in a command's behaviour.
  public struct Change: Sendable {
    /// The Redis version.
    public let version: String
    /// What changed.
    public let text: String

    /// That `text` came with `version`.
    init(_ version: String, _ text: String) {
      self.version = version
      self.text = text
    }
  }

  /// That a command should no longer be used.
  public struct Deprecation: Sendable {
    /// The Redis version.
    public let since: String
    /// What to use instead, in Markdown.
    public let replacement: String

    /// That `replacement` is better since `version`.
    init(since version: String, replacement: String) {
      since = version
      self.replacement = replacement
    }
  }

  /// What runs a command.
  public enum Handler: Sendable {
    /// A function on the data set.
    case data(@Sendable (CommandContext, Arguments) throws(CommandError) -> Void)
    /// Something that only the engine can do.
    case engine(EngineCommand)
    /// Nothing of its own: a subcommand must be named.
    case container
  }

  /// A command and all that is known of it.
  ///
  /// - Parameters:
  ///   - fullName: the name in lower case, of a subcommand as `config|get`.
  ///   - categories: ACL categories beyond those that follow from the flags; nil for what the group has.
  public init(
    _ fullName: String, arity: Int, _ flags: CommandFlags = [], categories: ACLCategories? = nil,
    keys: [KeySpecification] = [], tips: [String] = [], group: CommandGroup, since: String, complexity: String = "",
    summary: String, arguments: [Argument] = [], history: [Change] = [], deprecation: Deprecation? = nil,
    isSystem: Bool = false, subcommands: [Command] = [], handler: Handler
  ) {
    self.fullName = fullName
    name = fullName.split(separator: "|").last.map(String.init) ?? fullName
    self.arity = arity
    self.flags = flags
    self.categories = ACLCategories(impliedBy: flags, group: group).union(categories ?? group.categories)
    self.keys = keys
    self.tips = tips
    self.group = group
    self.since = since
    self.complexity = complexity
    self.summary = summary
    self.arguments = arguments
    self.history = history
    self.deprecation = deprecation
    self.isSystem = isSystem
    self.subcommands = subcommands
    self.handler = handler
    packedName = PackedName(utf8: name)
    number = -1
  }

  /// The same command with a place in a table: its own is `number`, its subcommands' are those after it.
  init(_ command: Command, number: Int) {
    fullName = command.fullName
    name = command.name
    arity = command.arity
    flags = command.flags
    categories = command.categories
    keys = command.keys
    tips = command.tips
    group = command.group
    since = command.since
    complexity = command.complexity
    summary = command.summary
    arguments = command.arguments
    history = command.history
    deprecation = command.deprecation
    isSystem = command.isSystem
    subcommands = command.subcommands.enumerated().map { Command($0.element, number: number + 1 + $0.offset) }
    handler = command.handler
    packedName = command.packedName
    self.number = number
  }

  /// Whether `count` arguments, the name included, satisfy the arity.
  public func accepts(argumentCount count: Int) -> Bool { arity >= 0 ? count == arity : count >= -arity }
}

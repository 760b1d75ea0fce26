import ArgumentParser

/// All commands and options of the program, as the argument parser describes them: what the manual page and the
/// completions of the shells are made of, so that neither can miss one.
struct CommandLineTable {
  /// An option or a flag.
  struct Option: Equatable {
    /// With their hyphens, short ones first.
    var names: [String]
    /// What the value is called; nil for a flag.
    var valueName: String?
    var isRepeating: Bool
    var summary: String
    /// The values there are; none where anything goes.
    var values: [String]
    var preset: String?
  }

  /// An argument that is no option.
  struct Positional: Equatable {
    var valueName: String
    var isOptional: Bool
    var isRepeating: Bool
    var summary: String
  }

  struct Command {
    /// Empty for what the program does by default.
    var name: String
    var summary: String
    var details: String
    /// The commonest uses, one in each line, with a remark behind two spaces.
    var uses: [String]
    var options: [Option]
    var positionals: [Positional]
  }

  /// What the program does by default.
  let main: Command
  /// The tools that are named on the command line.
  let tools: [Command]

  /// The table of this program.
  init() {
    guard let description = JSON(Aofsh._dumpHelp()), let root = description["command"] else {
      preconditionFailure("the argument parser does not describe itself")
    }
    let preset = root["defaultSubcommand"]?.text
    let uses = Dictionary(
      uniqueKeysWithValues: Aofsh.configuration.subcommands.map {
        ($0.configuration.commandName ?? "", $0.configuration.usage ?? "")
      })
    let commands = (root["subcommands"]?.elements ?? []).map { (command: JSON) -> (Command, Bool) in
      (Command(command, uses: uses[command["commandName"]?.text ?? ""] ?? ""), command["shouldDisplay"]?.isTrue == true)
    }
    guard var main = commands.first(where: { $0.0.name == preset })?.0 else {
      preconditionFailure("the program does nothing by default")
    }
    main.name = ""
    self.main = main
    tools = commands.filter { $0.1 && $0.0.name != preset && $0.0.name != "help" }.map(\.0)
  }
}

extension CommandLineTable.Command {
  init(_ description: JSON, uses: String) {
    name = description["commandName"]?.text ?? ""
    summary = description["abstract"]?.text ?? ""
    details = description["discussion"]?.text ?? ""
    let arguments = (description["arguments"]?.elements ?? []).filter { $0["shouldDisplay"]?.isTrue == true }
    options = arguments.compactMap(CommandLineTable.Option.init)
    positionals = arguments.compactMap(CommandLineTable.Positional.init)
    self.uses = uses.split(separator: "\n").map(String.init)
    if uses.isEmpty { self.uses = ["aofsh \(name) [OPTIONS]" + positionals.map { " \($0.shown)" }.joined()] }
  }
}

extension CommandLineTable.Option {
  init?(_ description: JSON) {
    let kind = description["kind"]?.text
    guard kind == "option" || kind == "flag" else { return nil }
    names = (description["names"]?.elements ?? []).compactMap { name in
      name["name"]?.text.map { (name["kind"]?.text == "long" ? "--" : "-") + $0 }
    }
    names.sort { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    valueName = kind == "option" ? description["valueName"]?.text ?? "value" : nil
    isRepeating = description["isRepeating"]?.isTrue == true
    summary = description["abstract"]?.text ?? ""
    values = (description["allValueStrings"] ?? description["allValues"])?.elements.compactMap(\.text) ?? []
    preset = description["defaultValue"]?.text
  }
}

extension CommandLineTable.Positional {
  init?(_ description: JSON) {
    guard description["kind"]?.text == "positional" else { return nil }
    valueName = description["valueName"]?.text ?? "argument"
    isOptional = description["isOptional"]?.isTrue == true
    isRepeating = description["isRepeating"]?.isTrue == true
    summary = description["abstract"]?.text ?? ""
  }

  /// As a synopsis shows it.
  var shown: String {
    let text = valueName.uppercased() + (isRepeating ? " ..." : "")
    return isOptional ? "[\(text)]" : text
  }
}

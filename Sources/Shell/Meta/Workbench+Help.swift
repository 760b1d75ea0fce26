import Bytes
import Commands

extension Workbench {
  /// `help`, `help COMMAND` and `help @group`, with what redis-cli shows.
  func help(_ topic: [[UInt8]]) throws(MetaError) {
    guard let first = topic.first else { return showHelpTopics() }
    let words = topic.map { String(decoding: $0, as: UTF8.self).lowercased() }
    if first.first == UInt8(ascii: "@") { return try help(group: String(words[0].dropFirst())) }
    if first.first == UInt8(ascii: ":") {
      return try metaHelp(MetaArguments(words: topic))
    }
    guard let command = commandTable.lookup(first.span) else {
      let near = Suggestions.nearest(to: words[0], among: commandTable.all.map(\.name))
      throw MetaError(
        "there is no command '\(words[0])' here"
          + (near.isEmpty ? "; help @GROUP lists those of a group" : Suggestions.question(near)))
    }
    guard words.count > 1, !command.subcommands.isEmpty else {
      show([command] + command.subcommands, withGroup: true)
      return
    }
    let second = topic[1]
    guard let subcommand = command.subcommand(second.span) else {
      let near = Suggestions.nearest(to: words[1], among: command.subcommands.map(\.name))
      throw MetaError("\(words[0]) has no subcommand '\(words[1])'\(Suggestions.question(near))")
    }
    show([subcommand], withGroup: true)
  }

  private func help(group name: String) throws(MetaError) {
    guard let group = helpGroups.first(where: { $0.rawValue == name }) else {
      let near = Suggestions.nearest(to: name, among: helpGroups.map(\.rawValue))
      throw MetaError(
        "there is no group '@\(name)'"
          + (near.isEmpty ? "; help lists the groups" : Suggestions.question(near, mark: "@")))
    }
    let commands = commandTable.all.flatMap { [$0] + $0.subcommands }.filter { $0.group == group }
    show(commands, withGroup: false)
  }

  private func show(_ commands: [Command], withGroup: Bool) {
    for command in commands {
      let name = command.fullName.uppercased().replacingBars
      let syntax = command.syntax
      write("\n")
      write(line: "  \(name)\(syntax.isEmpty ? "" : " ")\(syntax)", hanging: 6)
      write(line: "  summary: \(command.summary)", hanging: 6)
      write("  since: \(command.since)\n")
      if withGroup { write("  group: \(command.group.rawValue)\n") }
    }
    write("\n")
  }

  /// The groups that have commands here.
  var helpGroups: [CommandGroup] {
    CommandGroup.allCases.filter { group in commandTable.all.contains { $0.group == group } }
  }

  private func showHelpTopics() {
    write("help COMMAND  what a Redis command does, such as: help set\n")
    let names = helpGroups.map { "@\($0.rawValue)" }.joined(separator: " ")
    write(line: "help @GROUP   the commands of a group: \(names)", hanging: 14)
    write(":help         the meta-commands of this shell\n")
    write("quit          leave\n")
  }
}

extension String {
  /// With a space for each bar, as a container's name and its subcommand's are typed.
  fileprivate var replacingBars: String { String(map { $0 == "|" ? " " : $0 }) }
}

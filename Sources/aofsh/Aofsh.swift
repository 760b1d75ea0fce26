public import ArgumentParser
public import Disk
public import Shell

/// The command line: running things by default, and the tools by their names.
struct Aofsh: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aofsh",
    subcommands: [
      Run.self, Serve.self, CheckAofCommand.self, CheckRdbCommand.self, Test.self, Explore.self, BenchCommand.self,
    ],
    defaultSubcommand: Run.self)

  /// Whether the arguments ask for help with the program as a whole, which is that of its default and the tools.
  static func asksForHelp(_ arguments: [String]) -> Bool {
    arguments.count == 1 && ["-h", "--help", "help"].contains(arguments[0])
  }
}

extension ReplyFormat: ExpressibleByArgument {}
extension ClockKind: ExpressibleByArgument {}
extension FileSystemKind: ExpressibleByArgument {}

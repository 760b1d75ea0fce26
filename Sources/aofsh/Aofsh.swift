public import ArgumentParser
public import Disk
public import Shell

/// The command line: running things by default, and the tools by their names.
struct Aofsh: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aofsh",
    subcommands: [
      Run.self, Test.self, CheckAofCommand.self, CheckRdbCommand.self, Serve.self, Explore.self, BenchCommand.self,
      Completions.self, Man.self, CompleteWords.self,
    ],
    defaultSubcommand: Run.self)

  /// What to print for arguments that ask about the program as a whole; nil for all others.
  static func answer(to arguments: [String]) -> String? {
    switch arguments {
    case ["-h"], ["--help"], ["help"]: return HelpText.ofProgram()
    case ["-v"], ["--version"]: return Version.text + "\n"
    default: break
    }
    // What programs made with the same parser understand.
    guard arguments.count == 2, arguments[0] == "--generate-completion-script" else { return nil }
    return CompletionScript(rawValue: arguments[1])?.text
  }
}

extension ReplyFormat: ExpressibleByArgument {}
extension ClockKind: ExpressibleByArgument {}
extension FileSystemKind: ExpressibleByArgument {}

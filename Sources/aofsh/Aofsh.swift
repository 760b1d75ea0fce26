public import ArgumentParser
public import Shell

/// The command line: a shell or scripts by default, and the tools by their names.
struct Aofsh: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aofsh",
    abstract: "A workbench for Redis append-only persistence.",
    usage: """
      aofsh [OPTIONS]              a shell on a scratch directory; from a pipe: run its lines
      aofsh --dir DIR [OPTIONS]    the same on a data directory
      aofsh [OPTIONS] FILE ...     run scripts, transcripts (.md) or RESP streams
      aofsh test FILE ...          run transcripts and compare
      aofsh bench                  measure this machine, and redis-server beside it
      """,
    discussion: """
      Exit status: 0 all well; 1 an error reply, a failed check or a transcript that differs; 2 bad usage; 3 a \
      meta-command failed or the engine could not start.
      """,
    subcommands: [Run.self, Test.self, BenchCommand.self],
    defaultSubcommand: Run.self)
}

extension ReplyFormat: ExpressibleByArgument {}
extension ClockKind: ExpressibleByArgument {}

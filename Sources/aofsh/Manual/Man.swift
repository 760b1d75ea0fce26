import ArgumentParser

/// Prints the manual page.
struct Man: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Print the manual page.",
    usage: """
      aofsh man | man -l -       read it
      aofsh man > ~/.local/share/man/man1/aofsh.1
                                 install it, so that man aofsh finds it
      """,
    discussion: "It is made from the program's own tables, so that it is about the version that prints it.")

  func run() throws {
    let streams = StandardStreams()
    streams.output(Array(ManualPage(CommandLineTable()).text.utf8))
    throw ExitCode(streams.end(0))
  }
}

import ArgumentParser
import Glibc

/// The program: parses the command line, runs what it names, and ends with the status of the design.
@main
struct Main {
  /// The status of a command line that cannot be understood.
  private static let badUsage: Int32 = 2

  static func main() {
    StandardDescriptors.occupy()
    // A reader that goes away, as `head` does, is an error of write(2), not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    if let text = Aofsh.answer(to: Array(CommandLine.arguments.dropFirst())) {
      let streams = StandardStreams()
      streams.output(Array(text.utf8))
      exit(streams.end(0))
    }
    do {
      var command = try Aofsh.parseAsRoot()
      try command.run()
    } catch let status as ExitCode {
      exit(status.rawValue)
    } catch {
      let streams = StandardStreams()
      // Running things is the default, so its help is that of the program.
      let message = Aofsh.fullMessage(for: error).replacing("'aofsh run --help'", with: "'aofsh --help'")
      let isHelp = Aofsh.exitCode(for: error) == .success
      let text = Array((isHelp ? HelpText.arranged(message) : message + "\n").utf8)
      if isHelp { streams.output(text) } else { streams.error(text) }
      exit(streams.end(isHelp ? 0 : badUsage))
    }
  }
}

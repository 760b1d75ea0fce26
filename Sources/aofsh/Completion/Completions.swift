import ArgumentParser

/// Prints what shells load to complete the command line.
struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print completions for bash, zsh or fish.",
    usage: """
      aofsh completions bash    for ~/.local/share/bash-completion/completions
      aofsh completions zsh     for a directory of $fpath, as _aofsh
      aofsh completions fish    for ~/.config/fish/completions, as aofsh.fish
      """,
    discussion: """
      The shells ask the program itself what may stand at the cursor: tools, options, files, fsync policies and all \
      directives with their values.
      """)

  @Argument(help: ArgumentHelp("The shell.", valueName: "shell"))
  var shell: CompletionScript

  func run() throws {
    let streams = StandardStreams()
    streams.output(Array(shell.text.utf8))
    throw ExitCode(streams.end(0))
  }
}

extension CompletionScript: ExpressibleByArgument {}

/// Answers a shell that asks what may stand at the cursor.
///
/// The arguments are the words of the command line behind the program's name, up to the cursor; the last one, which may
/// be empty, is the one to complete. Printed are the whole words that may stand there, each in a line, with a
/// description behind a tab; a line `:files` or `:directories` stands for the names of these.
struct CompleteWords: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "__complete", shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough, help: .hidden)
  var words: [String] = []

  func run() throws {
    let streams = StandardStreams()
    let answer = WordCompleter(CommandLineTable()).complete(words)
    for candidate in answer.candidates {
      let description = candidate.description.isEmpty ? "" : "\t\(candidate.description)"
      streams.output(Array("\(candidate.word)\(description)\n".utf8))
    }
    if let kind = answer.names { streams.output(Array(":\(kind.rawValue)\n".utf8)) }
    streams.flush()
  }
}

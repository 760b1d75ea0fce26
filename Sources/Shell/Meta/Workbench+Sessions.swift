import Commands
import Disk
import SystemPackage

extension Workbench {
  func metaSource(_ arguments: MetaArguments) throws(MetaError) {
    guard let given = FilePath(bytes: arguments.words[0]), !given.isEmpty else {
      throw MetaError("a file name cannot be empty or hold a zero byte")
    }
    guard sourceDepth < 16 else { throw MetaError("scripts run scripts more than 16 deep; does one run itself?") }
    let path = scriptDirectory?.pushing(given) ?? given
    let status: FileStatus?
    do throws(DiskError) { status = try PosixDisk().status(path) } catch { throw failure(error) }
    guard let status else { throw MetaError("there is no file \(path.string)") }
    if status.isDirectory { throw MetaError("\(path.string) is a directory, no script") }
    sourceDepth += 1
    let runner = ScriptRunner(self)
    runner.run(file: path)
    sourceDepth -= 1
    if let quit = runner.quit {
      quitRequest = quit
    } else if runner.status > 0 {
      // The script has reported its errors by file and line.
      throw runner.status == 1 ? .reportedCheck : .reported
    }
  }

  func metaRecord(_ arguments: MetaArguments) throws(MetaError) {
    guard let word = arguments.words.first else {
      write(recording.map { "this session is kept in \($0.path.string)\n" } ?? "this session is not kept\n")
      return
    }
    if word == Array("off".utf8) {
      guard let path = recording?.path else { throw MetaError("this session is not kept; :record FILE begins that") }
      if let message = endRecording() { throw MetaError(message) }
      return write("the session is in \(path.string)\n")
    }
    guard let given = FilePath(bytes: word), !given.isEmpty else {
      throw MetaError("a file name cannot be empty or hold a zero byte")
    }
    let path = ScratchDirectory.current().pushing(given).lexicallyNormalized()
    try beginRecording(path)
    write("this session is kept in \(path.string) until :record off\n")
    if linesOfData() == nil {
      write("the data that is there is too much to be kept in it: aofsh test begins without\n")
    }
  }

  // MARK: Help

  func metaHelp(_ arguments: MetaArguments) throws(MetaError) {
    guard let given = arguments.text(0) else { return listMetaCommands() }
    let name = given.hasPrefix(":") ? String(given.dropFirst()) : given
    if let command = metaCommands.lookup(name) { return show(command) }
    let first = arguments.words[0]
    if !given.hasPrefix(":"), commandTable.lookup(first.span) != nil || given.hasPrefix("@") {
      return try help(arguments.words)
    }
    let near = Suggestions.nearest(to: name, among: metaCommands.names)
    throw MetaError(
      "there is no meta-command :\(name)\(near.isEmpty ? "; :help lists them" : Suggestions.question(near, mark: ":"))")
  }

  private func listMetaCommands() {
    let commands = metaCommands.all
    for command in commands {
      write(line: "\(Words.padded(command.shortSyntax, 30))\(command.summary)", hanging: 30)
    }
    write(
      """
      !LINE                         run LINE in the system shell\(options.isSafe ? " (off, because of --safe)" : "")
      :help NAME shows one in full. help COMMAND and help @GROUP are about Redis commands.

      """)
  }

  private func show(_ command: MetaCommand) {
    write(line: command.syntax, hanging: 6)
    write(line: "  \(command.summary)", hanging: 2)
    if !command.details.isEmpty {
      write("\n")
      write(paragraphs: command.details)
    }
    let aliases = MetaTable.aliases.filter { $0.value == command.name }.map { ":\($0.key)" }.sorted()
    if !aliases.isEmpty { write("\n  also: \(aliases.joined(separator: ", "))\n") }
    write("\n")
    for line in command.example.split(separator: "\n", omittingEmptySubsequences: false) { write("    \(line)\n") }
  }
}

extension MetaCommand {
  /// The syntax without the options that are rarely needed, for a list.
  fileprivate var shortSyntax: String {
    let syntax = syntax.replacing("[--force] ", with: "")
    return syntax.utf8.count < 30 ? syntax : ":\(name) ..."
  }
}

extension String {
  fileprivate func replacing(_ text: String, with other: String) -> String {
    var rest = self[...]
    var result = ""
    while let first = rest.first {
      if rest.hasPrefix(text) {
        result += other
        rest = rest.dropFirst(text.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

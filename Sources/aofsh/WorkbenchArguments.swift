import ArgumentParser
import Glibc
import Shell
import SystemPackage
import Terminal

/// The options of all that runs lines.
struct RepeatableArguments: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("A redis.conf.", valueName: "file"))
  var config: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("A configuration directive, repeatable; wins over --config.", valueName: "name=value"))
  var directives: [String] = []

  @Option(help: ArgumentHelp("Seeds everything random.", valueName: "number"))
  var seed: UInt64?

  @Flag(name: .customLong("no-color"), help: "No colour, as NO_COLOR asks for.")
  var hasNoColor = false

  @Flag(help: "No system commands: lines that begin with ! are refused.")
  var safe = false

  func validate() throws {
    for directive in directives where !directive.contains("=") {
      throw ValidationError("--set \(directive): write it as NAME=VALUE, such as --set appendonly=yes")
    }
  }

  /// What a workbench is told; `isTerminal` is whether standard output is one.
  func options(isInteractive: Bool, isTerminal: Bool) -> WorkbenchOptions {
    var options = WorkbenchOptions()
    options.configurationFile = config.map { FilePath($0) }
    options.directives = directives.map { directive in
      let parts = directive.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: String(parts[0]), value: Array(parts[1].utf8))
    }
    options.seed = seed
    let asksForNoColor = Environment.value(.noColor).map { !$0.isEmpty } ?? false
    options.hasScreen = Terminal.understandsEscapes
    options.usesColor = isTerminal && options.hasScreen && !hasNoColor && !asksForNoColor
    options.isSafe = safe
    options.measure = { Terminal.width(of: $0) }
    options.isInteractive = isInteractive
    return options
  }
}

/// The options that say how a workbench is set up.
struct WorkbenchArguments: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Data directory. Without it: a scratch directory, removed at exit.", valueName: "directory"))
  var dir: String?

  @OptionGroup var repeatable: RepeatableArguments

  @Flag(name: .customLong("no-start"), help: "Leave the engine stopped until :start.")
  var isNotStarted = false

  @Flag(name: .customLong("read-only"), help: "Never write to the data directory; write commands get -READONLY.")
  var isReadOnly = false

  @Option(help: "How replies are printed; default tty on a terminal and with --echo, raw in a pipe.")
  var format: ReplyFormat?

  @Flag(help: "Print each line with its prompt before its output, as a transcript shows it.")
  var echo = false

  @Flag(help: "Stop at the first error reply.")
  var bail = false

  @Option(help: "real or virtual; virtual time moves only by :clock and by what scripts wait for.")
  var clock: ClockKind = .real

  /// What a workbench is told; `isTerminal` is whether standard output is one.
  func options(isInteractive: Bool, isTerminal: Bool) -> WorkbenchOptions {
    var options = repeatable.options(isInteractive: isInteractive, isTerminal: isTerminal)
    options.directory = dir.map { FilePath($0) }
    options.startsEngine = !isNotStarted
    options.isReadOnly = isReadOnly
    // What is echoed is to read, and to run, as a transcript.
    options.format = format ?? (isTerminal || echo ? .tty : .raw)
    options.echoes = echo
    options.bails = bail
    options.clock = clock
    if isTerminal {
      options.terminalSize = {
        let size = Terminal.size()
        return (size.columns, size.rows)
      }
    }
    options.showsProgress = isatty(2) == 1 && options.hasScreen
    options.pager = Environment.value(.pager).map { $0.isEmpty ? nil : $0 } ?? "less -R 2>/dev/null || more"
    return options
  }
}

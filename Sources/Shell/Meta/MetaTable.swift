import CrashLab

/// All meta-commands.
struct MetaTable: Sendable {
  /// In the order in which `:help` lists them.
  let all: [MetaCommand]
  private let byName: [String: MetaCommand]

  init() {
    all =
      MetaCommand.lifetime + MetaCommand.crashes + MetaCommand.configuration + MetaCommand.looking + MetaCommand.files
      + MetaCommand.damage + MetaCommand.checks + MetaCommand.output + MetaCommand.programming + MetaCommand.sessions
    byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
  }

  /// The meta-command called so, without the colon.
  func lookup(_ name: String) -> MetaCommand? { byName[name] ?? Self.aliases[name].flatMap { byName[$0] } }

  /// Names that other shells use.
  static let aliases = ["h": "help", "?": "help", "q": "quit", "exit": "quit", "x": "quit"]

  var names: [String] { all.map(\.name) }
}

extension Workbench {
  /// Runs a meta-command.
  func run(_ call: MetaCall) throws(MetaError) -> LineResult {
    guard let command = metaCommands.lookup(call.name) else {
      let near = Suggestions.nearest(to: call.name, among: metaCommands.names)
      throw MetaError(
        "there is no meta-command :\(call.name)"
          + (near.isEmpty ? "; :help lists them" : Suggestions.question(near, mark: ":")))
    }
    let arguments = try MetaArguments(call, of: command)
    if command.name == "quit" { return LineResult(outcome: .quit(try Self.quitStatus(arguments))) }
    recorder?.isByHand = command.changesFiles
    defer { recorder?.isByHand = false }
    try command.run(self, arguments)
    defer { quitRequest = nil }
    return quitRequest ?? .done
  }

  private static func quitStatus(_ arguments: MetaArguments) throws(MetaError) -> Int32? {
    guard let text = arguments.text(0) else { return nil }
    guard let status = Int32(text), (0...255).contains(status) else {
      throw MetaError("'\(text)' is no exit status; give a number from 0 to 255")
    }
    return status
  }
}

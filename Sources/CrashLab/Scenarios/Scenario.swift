/// A story of one fault from its beginning to its end, told in lines of the shell.
public struct Scenario: Sendable {
  /// One step of the story.
  public enum Step: Equatable, Sendable {
    /// Something to know before the next line.
    case say(String)
    /// A line to run; whether it is meant to fail.
    case run(String, isRefused: Bool)
    /// The data directory is now as the fault leaves it.
    case damaged
  }

  /// The name by which it is called.
  public let name: String
  /// What happens, in a few words.
  public let title: String
  /// What Redis 7.0.15 makes of it.
  public let redis: String
  /// What aofsh makes of it.
  public let own: String
  /// Why.
  public let reason: String
  /// The directives that the engine starts with.
  public let directives: [(name: String, value: String)]
  /// The story.
  public let steps: [Step]

  /// All stories.
  public static let all: [Scenario] = tears + writes + starts

  /// A story whose `script` has a line for each step: `# text`, a line of the shell, with `! ` before it if it is meant
  /// to fail, and `---` where the damage is done.
  init(
    _ name: String, title: String, redis: String, own: String, reason: String,
    directives: [(name: String, value: String)], script: String
  ) {
    self.name = name
    self.title = title
    self.redis = Self.oneLine(redis)
    self.own = Self.oneLine(own)
    self.reason = Self.oneLine(reason)
    self.directives = directives
    steps = script.split(separator: "\n").map { line in
      if line == "---" { return .damaged }
      if line.hasPrefix("# ") { return .say(String(line.dropFirst(2))) }
      if line.hasPrefix("! ") { return .run(String(line.dropFirst(2)), isRefused: true) }
      return .run(String(line), isRefused: false)
    }
  }

  private static func oneLine(_ text: String) -> String { text.split(separator: "\n").joined(separator: " ") }
}

import Bytes

/// The prompt, which says where a line runs: `aofsh> `, `aofsh[3](TX)> `, `aofsh(stopped)> `.
public struct Prompt: Equatable, Sendable {
  /// Whether there is an engine.
  public enum Engine: Equatable, Sendable {
    case running
    /// Not started, or ended by a clean shutdown.
    case stopped
    /// Ended by `:crash`.
    case crashed
  }

  /// The selected database; shown unless it is 0.
  public var database: Int
  /// Whether the session is in MULTI.
  public var isInTransaction: Bool
  /// Whether there is an engine.
  public var engine: Engine

  /// A prompt.
  public init(database: Int = 0, isInTransaction: Bool = false, engine: Engine = .running) {
    self.database = database
    self.isInTransaction = isInTransaction
    self.engine = engine
  }

  /// What precedes each further line of a logical line whose quote is open.
  public static let continuation = "...> "

  /// The prompt as it is printed, with the space at its end.
  ///
  /// Database and transaction are those of an engine that runs.
  public var text: String {
    switch engine {
    case .running: "aofsh\(database == 0 ? "" : "[\(database)]")\(isInTransaction ? "(TX)" : "")> "
    case .stopped: "aofsh(stopped)> "
    case .crashed: "aofsh(crashed)> "
    }
  }

  /// Reads the prompt that `line` begins with.
  ///
  /// - Returns: The prompt and the bytes it takes, without the space behind `>`; nil if the line begins otherwise. The
  ///   space may be missing only where the line ends, since editors drop spaces there.
  public static func parse(_ line: Span<UInt8>) -> (prompt: Prompt, length: Int)? {
    var cursor = Cursor(line: line)
    guard cursor.skip("aofsh") else { return nil }
    var prompt = Prompt()
    if cursor.skip("[") {
      guard let database = cursor.number(), cursor.skip("]") else { return nil }
      prompt.database = database
    }
    if cursor.skip("(stopped)") {
      prompt.engine = .stopped
    } else if cursor.skip("(crashed)") {
      prompt.engine = .crashed
    } else if cursor.skip("(TX)") {
      prompt.isInTransaction = true
    }
    guard cursor.skip(">"), cursor.isAtSpaceOrEnd else { return nil }
    return (prompt, cursor.index)
  }

  /// The bytes that ``continuation`` takes at the head of `line`, without its space; nil if the line begins otherwise.
  public static func parseContinuation(_ line: Span<UInt8>) -> Int? {
    var cursor = Cursor(line: line)
    return cursor.skip("...>") && cursor.isAtSpaceOrEnd ? cursor.index : nil
  }

  /// A place in a line.
  private struct Cursor: ~Escapable {
    let line: Span<UInt8>
    var index = 0

    @_lifetime(copy line)
    init(line: Span<UInt8>) { self.line = line }

    var isAtSpaceOrEnd: Bool { index == line.count || line[index] == 0x20 }

    mutating func skip(_ text: StaticString) -> Bool {
      let end = index + text.utf8CodeUnitCount
      guard end <= line.count, line.extracting(index..<end).equals(text) else { return false }
      index = end
      return true
    }

    /// A database number of at most nine digits.
    mutating func number() -> Int? {
      let start = index
      while index < line.count, line[index].isASCIIDigit { index += 1 }
      guard index - start <= 9, let value = line.extracting(start..<index).canonicalInteger else { return nil }
      return Int(value)
    }
  }
}

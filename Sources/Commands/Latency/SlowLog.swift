import Bytes

/// The commands that took long (Redis directives `slowlog-log-slower-than` and `slowlog-max-len`).
public struct SlowLog {
  /// One of them.
  struct Entry {
    let id: Int64
    /// Unix time in seconds.
    let time: Int64
    let microseconds: Int64
    let arguments: [[UInt8]]
    let address: String
    let name: [UInt8]
  }

  /// The entries, the newest first.
  private(set) var entries: [Entry] = []
  private var nextID: Int64 = 0
  /// Entries that are kept.
  ///
  /// A smaller one counts from the next entry on.
  public var limit = 128

  /// Arguments of an entry at most, and bytes of an argument.
  private static let argumentLimit = 32
  private static let byteLimit = 128

  /// No entries.
  init() {}

  /// Notes a command that `session` has run.
  public mutating func add(
    _ command: Command, _ arguments: Arguments, of session: Session, time: Int64, microseconds: Int64
  ) {
    let shown = arguments.count > Self.argumentLimit ? Self.argumentLimit - 1 : arguments.count
    var words: [[UInt8]] = []
    for index in 0..<shown {
      words.append(command.hidesArgument(index, arguments) ? Array("(redacted)".utf8) : Self.cut(arguments[index]))
    }
    if shown < arguments.count { words.append(Array("... (\(arguments.count - shown) more arguments)".utf8)) }
    entries.insert(
      Entry(
        id: nextID, time: time, microseconds: microseconds, arguments: words, address: session.address,
        name: session.name), at: 0)
    nextID += 1
    trim()
  }

  private static func cut(_ argument: Span<UInt8>) -> [UInt8] {
    guard argument.count > byteLimit else { return [UInt8](copying: argument) }
    return [UInt8](copying: argument.extracting(0..<byteLimit))
      + Array("... (\(argument.count - byteLimit) more bytes)".utf8)
  }

  private mutating func trim() {
    if entries.count > limit { entries.removeLast(entries.count - limit) }
  }

  /// Forgets all entries.
  mutating func reset() { entries = [] }
}

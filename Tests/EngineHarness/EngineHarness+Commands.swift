import Bytes
public import Commands
import Engine
import Keyspace

extension EngineHarness {
  /// Runs a command and returns the bytes of its reply, released as a host releases it: after the flush.
  @discardableResult
  public func reply(_ arguments: [[UInt8]], session: Session? = nil) -> [UInt8] {
    execute(arguments, session: session)
    engine.flush()
    return takeReplies()
  }

  /// Runs a command without a flush, as one of a pipeline.
  public func execute(_ arguments: [[UInt8]], session: Session? = nil) {
    let owned = OwnedArguments(arguments)
    engine.execute(owned.view, session: session ?? self.session)
  }

  /// The replies since the last call.
  public func takeReplies() -> [UInt8] { engine.takeReplies { [UInt8](copying: $0) } }

  /// Runs a command and returns its reply as text, line ends as `|`.
  @discardableResult
  public func command(_ words: String...) -> String { command(words) }

  /// Runs a command and returns its reply as text, line ends as `|`.
  @discardableResult
  public func command(_ words: [String], session: Session? = nil) -> String {
    let bytes = reply(words.map { Array($0.utf8) }, session: session)
    return Self.flat(bytes)
  }

  /// Bytes as text, with `|` for a line end, without the last.
  public static func flat(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
      .joined(separator: "|")
    return text.hasSuffix("|") ? String(text.dropLast()) : text
  }

  /// Runs a line of words that hold no blanks.
  @discardableResult
  public func line(_ line: String) -> String { command(line.split(separator: " ").map(String.init)) }

  /// A field of INFO.
  public func info(_ name: String) -> String? {
    let text = command("INFO", "everything")
    let field = text.split(separator: "|").first { $0.hasPrefix(name + ":") }
    return field.map { String($0.dropFirst(name.count + 1)) }
  }

  /// All keys of all databases with their values, as `db/key=value`, sorted.
  public func contents() -> [String] {
    let keyspace = engine.context.keyspace
    var found: [String] = []
    for (index, database) in keyspace.databases.enumerated() {
      database.forEach { entry in
        var value = ByteWriter()
        value.append(string: entry)
        found.append("\(index)/\(Self.text([UInt8](copying: entry.key)))=\(Self.text(value.array))")
      }
    }
    return found.sorted()
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

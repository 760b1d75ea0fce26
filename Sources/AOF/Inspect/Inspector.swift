import Bytes

/// Lists the commands of an append-only file with their places, as far as the file is sound.
///
/// It reads as the loader does, but runs nothing. A snapshot at the beginning is for others: begin behind it.
public struct Inspector: ~Copyable {
  /// One command.
  public struct Command: Equatable, Sendable {
    /// Where it begins.
    public var offset: Int
    /// Where the next begins.
    public var end: Int
    /// The database it applies to; 0 before the first SELECT, as for the loader.
    public var database: Int
    /// The last timestamp before it, Unix seconds; nil when there is none.
    public var timestamp: Int64?
    /// Whether it stands between MULTI and EXEC.
    public var isInTransaction: Bool
    /// Its arguments.
    public var arguments: [[UInt8]]
  }

  /// How a file ends.
  public enum End: Equatable, Sendable {
    /// With a whole command.
    case complete
    /// Within a command, an annotation or a transaction: what is sound ends at this offset.
    case torn(Int)
    /// What stands at this offset is no command.
    case damaged(Int)
  }

  private var scanner = CommandScanner()
  private var index: Int
  private var database = 0
  private var timestamp: Int64?
  private var transaction: Int?
  private var complete: Int
  /// How the file ends, once there are no more commands.
  public private(set) var end: End?

  /// An inspector that begins at `offset`.
  public init(from offset: Int = 0) {
    index = offset
    complete = offset
  }

  /// The next command of `bytes`, which must be the same each time; nil at the end.
  ///
  /// O(bytes of the command).
  public mutating func next(_ bytes: Span<UInt8>) -> Command? {
    while true {
      switch scanner.next(bytes, from: index, atEnd: true) {
      case .annotation(let after):
        note(bytes.extracting(index..<after))
        index = after
      case .command(let after): return command(bytes, after)
      case .end:
        end = transaction.map { .torn($0) } ?? .complete
        return nil
      case .incomplete, .shortRead:
        end = .torn(transaction ?? complete)
        return nil
      case .tornAnnotation:
        end = .torn(transaction ?? index)
        return nil
      case .badFormat:
        end = .damaged(index)
        return nil
      }
    }
  }

  private mutating func note(_ annotation: Span<UInt8>) {
    if annotation.count > 4, annotation.extracting(0..<4).equals("#TS:") {
      timestamp = annotation.extracting(4..<annotation.count).looseInteger
    }
  }

  private mutating func command(_ bytes: Span<UInt8>, _ after: Int) -> Command {
    let arguments = scanner.ranges.map { [UInt8](copying: bytes.extracting($0)) }
    let name = bytes.extracting(scanner.ranges[0])
    if name.equalsIgnoringCase("select"), arguments.count == 2 {
      database = Int(bytes.extracting(scanner.ranges[1]).looseInteger)
    }
    if name.equalsIgnoringCase("multi") { transaction = transaction ?? complete }
    let command = Command(
      offset: index, end: after, database: database, timestamp: timestamp, isInTransaction: transaction != nil,
      arguments: arguments)
    if name.equalsIgnoringCase("exec") { transaction = nil }
    index = after
    complete = after
    return command
  }
}

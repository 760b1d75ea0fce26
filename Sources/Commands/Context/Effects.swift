public import Bytes
import RESP

/// What one unit of execution sends to the append-only file: a command, or all commands of a transaction.
///
/// A command that changed something is written as it was typed, unless it says otherwise here. Commands that are
/// written in other words, and those that come with it (the DEL of an expired key), are encoded in the order in which
/// they took effect. The unit is wrapped in MULTI and EXEC when it holds more than one command (spec 1.6).
public struct Effects: ~Copyable {
  /// One encoded command of the unit.
  public struct Item {
    /// The database it applies to.
    public let database: Int
    /// Where its encoding lies in ``bytes``.
    public var range: Range<Int>
    /// Whether it is a command that ran, in its own or other words; not one that came with it.
    public let isCommand: Bool
  }

  /// The encoded commands.
  public private(set) var bytes = ByteWriter(minimumCapacity: 256)
  /// The commands in order.
  public private(set) var items: [Item] = []
  /// Whether the running command itself is written too, as it was typed.
  public private(set) var includesCommand = true

  /// Whether several commands of the unit are wrapped in MULTI and EXEC.
  ///
  /// Not so the deletions of SCAN and RANDOMKEY, which meet expired keys that have nothing to do with each other,
  /// unless they are part of a transaction.
  public private(set) var isWrapped = true

  /// No effects.
  public init() {}

  /// Forgets everything, for the next unit.
  public mutating func removeAll() {
    bytes.removeAll(keepingAtMost: 1 << 20)
    items.removeAll(keepingCapacity: true)
    includesCommand = true
    isWrapped = true
  }

  /// Prepares for the next command of the same unit.
  public mutating func beginCommand() { includesCommand = true }

  /// The running command is not written as it was typed.
  public mutating func suppressCommand() { includesCommand = false }

  /// The commands of the unit are written without MULTI and EXEC around them.
  public mutating func leaveUnwrapped() { isWrapped = false }

  /// The unit ends without a command to be written.
  public mutating func wrapAgain() { isWrapped = true }

  /// Begins a command of `count` arguments that is written besides the running one; the arguments follow with `add`.
  public mutating func begin(in database: Int, count: Int) { begin(in: database, count: count, isCommand: false) }

  private mutating func begin(in database: Int, count: Int, isCommand: Bool) {
    items.append(Item(database: database, range: bytes.count..<bytes.count, isCommand: isCommand))
    RequestWriter.header(argumentCount: count, to: &bytes)
  }

  /// Begins a command of `count` arguments that is written instead of the running one.
  public mutating func replaceCommand(in database: Int, count: Int) {
    includesCommand = false
    begin(in: database, count: count, isCommand: true)
  }

  /// Adds an argument to the command begun last.
  public mutating func add(_ argument: Span<UInt8>) {
    RequestWriter.argument(argument, to: &bytes)
    extendLast()
  }

  /// Adds an argument to the command begun last.
  public mutating func add(_ argument: StaticString) {
    RequestWriter.argument(argument, to: &bytes)
    extendLast()
  }

  /// Adds an argument to the command begun last.
  public mutating func add(decimal argument: Int64) {
    RequestWriter.argument(decimal: argument, to: &bytes)
    extendLast()
  }

  /// Adds the running command as it was typed.
  public mutating func add(command arguments: Arguments, in database: Int) {
    begin(in: database, count: arguments.count, isCommand: true)
    for index in 0..<arguments.count { add(arguments[index]) }
  }

  /// Forgets the commands from item number `first` on, but not what came with them.
  public mutating func removeCommands(from first: Int) {
    guard first < items.count else { return }
    items.replaceSubrange(first..., with: items[first...].filter { !$0.isCommand })
  }

  private mutating func extendLast() {
    let last = items.count - 1
    items[last].range = items[last].range.lowerBound..<bytes.count
  }
}

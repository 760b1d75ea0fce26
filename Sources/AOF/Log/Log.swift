import Bytes
public import Commands
import RESP

/// What is on its way to the append-only file: the buffer, and how far it has come.
///
/// Positions count bytes since the log was made, over all files. The bytes between `durable` and `written` are in the
/// page cache; they are kept here too, up to a limit, so that they can be written again when an fsync fails.
///
/// ```
/// durable            written            appended
///    |---- page cache ---|---- buffer -----|
///    |------------- kept in memory --------|
/// ```
///
/// In the file a unit of execution with several commands stands between MULTI and EXEC; SELECT precedes a command of
/// another database than the one before, and `#TS:<Unix seconds>` the first command of a second.
public struct Log: ~Copyable {
  /// The bytes from position `start` on.
  var bytes = ByteWriter(minimumCapacity: 4096)
  /// The position of the first byte that is kept.
  private(set) var start = 0
  /// The position up to which bytes were written to a file.
  public private(set) var written = 0
  /// The position up to which bytes are known to be durable.
  public private(set) var durable = 0
  var journal = UnitJournal()
  /// The database of the last command, -1 when it must be named again.
  private var selectedDatabase = -1
  private var lastTimestamp: Int64 = 0
  /// Where the commands of which database begin, for the bytes that are kept.
  private var selections: [Selection] = []
  /// Redis directive `aof-timestamp-enabled`.
  public var writesTimestamps = false
  /// Bytes that were written and not fsynced of which a copy is kept.
  public var retentionLimit = 32 << 20

  private struct Selection {
    let position: Int
    let database: Int
  }

  /// An empty log.
  public init() {}

  /// The position after the last byte.
  public var appended: Int { start + bytes.count }
  /// Bytes that were not written yet (`aof_buffer_length`).
  public var pendingCount: Int { appended - written }
  /// Bytes in the page cache.
  public var unsyncedCount: Int { written - durable }
  /// Whether all bytes that are not durable are still in memory.
  public var keepsUnsynced: Bool { start <= durable }

  // MARK: Appending

  /// Makes the next command name its database.
  public mutating func forgetSelectedDatabase() { selectedDatabase = -1 }

  /// Appends one command as it was typed: a unit of its own.
  ///
  /// `second` is the Unix time.
  public mutating func append(command: Arguments, in database: Int, second: Int64) {
    prepare(database, second)
    let request = command.canonicalRequest
    if request.isEmpty {
      RequestWriter.header(argumentCount: command.count, to: &bytes)
      for index in 0..<command.count { RequestWriter.argument(command[index], to: &bytes) }
    } else {
      bytes.append(request)
    }
    journal.add(unitEndingAt: appended)
  }

  /// Appends the bytes of a request that are exactly those that would be written: a unit of its own.
  public mutating func append(request: Span<UInt8>, in database: Int, second: Int64) {
    prepare(database, second)
    bytes.append(request)
    journal.add(unitEndingAt: appended)
  }

  /// Appends what one unit of execution left.
  ///
  /// Several commands are wrapped in MULTI and EXEC, unless they belong together by chance only (the DELs of active
  /// expiry) and `isWrapped` is false.
  public mutating func append(unit: borrowing Effects, isWrapped: Bool = true, second: Int64) {
    let count = unit.items.count
    guard count > 0 else { return }
    let wraps = isWrapped && count > 1
    for index in 0..<count {
      let item = unit.items[index]
      prepare(item.database, second)
      if wraps && index == 0 { bytes.append("*1\r\n$5\r\nMULTI\r\n") }
      bytes.append(unit.bytes.span.extracting(item.range))
      if !wraps { journal.add(unitEndingAt: appended) }
    }
    guard wraps else { return }
    bytes.append("*1\r\n$4\r\nEXEC\r\n")
    journal.add(unitEndingAt: appended)
  }

  private mutating func prepare(_ database: Int, _ second: Int64) {
    if writesTimestamps && second > lastTimestamp { annotate(second) }
    if database != selectedDatabase { select(database) }
  }

  private mutating func annotate(_ second: Int64) {
    lastTimestamp = second
    bytes.append("#TS:")
    bytes.append(decimal: second)
    bytes.append("\r\n")
  }

  private mutating func select(_ database: Int) {
    selectedDatabase = database
    selections.append(Selection(position: appended, database: database))
    RequestWriter.header(argumentCount: 2, to: &bytes)
    RequestWriter.argument("SELECT", to: &bytes)
    RequestWriter.argument(decimal: Int64(database), to: &bytes)
  }

  // MARK: Progress

  /// Notes that the first `count` pending bytes were written.
  mutating func wrote(_ count: Int) {
    precondition(count <= pendingCount, "more was written than there is")
    written += count
    if written - start > retentionLimit { drop(upTo: written) }
  }

  /// Notes that everything up to `position` is durable.
  mutating func becameDurable(upTo position: Int) {
    guard position > durable else { return }
    durable = position
    journal.drop(upTo: position)
    drop(upTo: position)
  }

  /// Drops what was never written.
  mutating func dropPending() {
    bytes.truncate(to: written - start)
    journal.truncate(to: written)
    while let last = selections.last, last.position >= written { selections.removeLast() }
  }

  /// The database of the commands from a position on, -1 when that is not known.
  func database(at position: Int) -> Int { selections.last { $0.position < position }?.database ?? -1 }

  private mutating func drop(upTo position: Int) {
    let count = position - start
    guard count > 0 else { return }
    if count == bytes.count { bytes.removeAll(keepingAtMost: 1 << 20) } else { bytes.removeFirst(count) }
    start = position
    // Of the selections before `start` only the last one counts.
    var obsolete = 0
    while obsolete + 1 < selections.count, selections[obsolete + 1].position <= start { obsolete += 1 }
    if obsolete > 0 { selections.removeFirst(obsolete) }
  }
}

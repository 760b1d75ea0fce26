import Bytes
import Commands
import Disk
import SystemPackage

/// Loads one file: the snapshot it may begin with, then its commands.
///
/// It reads in large pieces and copies no argument. What it finds wrong it reports and leaves alone; cutting the file
/// is the business of ``AppendOnlyFile``.
struct FileLoader: ~Copyable {
  /// How loading went.
  enum Outcome: Equatable {
    /// The file holds nothing.
    case empty
    /// All of it was loaded.
    case loaded
    /// It ends early, and what is complete ends at this offset.
    case truncated(at: Int, isTransaction: Bool)
    /// From this offset on, it holds no commands, and is short enough to be cut.
    case corruptTail(at: Int)
  }

  static let chunk = 1 << 20

  let name: FileName
  let target: any LoadTarget
  let log: LogSink
  /// Whether the file is the one of a layout before version 7.
  let isOldLayout: Bool
  /// Bytes that a damaged end may have at most.
  let corruptTailLimit: Int
  /// From where on the file was in doubt before a power cut, so that a damaged end may be of any length.
  var doubtedFrom: Int?

  private var scanner = CommandScanner()
  private var batch = RequestBatch()
  private var buffer = ByteWriter()
  /// The offset in the file of the buffer's first byte.
  private var base = 0
  /// Where in the buffer the next command begins.
  private var position = 0
  private var atEnd = false
  /// The end of the last complete command.
  private var complete = 0
  /// The end of the last complete command before the MULTI of an open transaction.
  private var beforeTransaction: Int?

  init(_ name: FileName, isOldLayout: Bool, corruptTailLimit: Int = 0, target: any LoadTarget, log: @escaping LogSink) {
    self.name = name
    self.isOldLayout = isOldLayout
    self.corruptTailLimit = corruptTailLimit
    self.target = target
    self.log = log
  }

  /// Loads all of `file`.
  mutating func load(_ file: any DiskFile) throws(LoadError) -> Outcome {
    try fill(file, atLeast: 1)
    if buffer.isEmpty { return .empty }
    if buffer.count >= 5, buffer.span.extracting(0..<5).equals("REDIS") { try loadSnapshot(file) }
    while true {
      let outcome = Self.scan(&scanner, &batch, buffer, from: position, atEnd: atEnd)
      try executeBatch()
      switch outcome {
      case .command: continue
      case .annotation(let end): position = end
      case .incomplete(let missing): try fill(file, atLeast: missing)
      case .end: return beforeTransaction == nil ? .loaded : truncated(at: complete)
      case .shortRead: return truncated(at: complete)
      case .tornAnnotation: return truncated(at: base + position)
      case .badFormat: return try corruptTail(file)
      }
    }
  }

  /// Gathers the commands that begin at `start`, until the batch is full or something else comes.
  private static func scan(
    _ scanner: inout CommandScanner, _ batch: inout RequestBatch, _ buffer: borrowing ByteWriter, from start: Int,
    atEnd: Bool
  ) -> CommandScanner.Outcome {
    batch.removeAll()
    var position = start
    while true {
      while let end = batch.appendCanonical(buffer.span, from: position) {
        position = end
        if batch.isFull { return .command(end: end) }
      }
      let outcome = scanner.next(buffer.span, from: position, atEnd: atEnd)
      guard case .command(let end) = outcome else { return outcome }
      batch.append(scanner.ranges, at: position..<end)
      position = end
      if batch.isFull { return outcome }
    }
  }

  private func error(_ cause: LoadError.Cause) -> LoadError {
    LoadError(file: name, offset: base + position, cause: cause)
  }

  /// A transaction that is not finished is cut as a whole: what is appended later would be taken for a part of it.
  private func truncated(at offset: Int) -> Outcome {
    guard let beforeTransaction else { return .truncated(at: offset, isTransaction: false) }
    target.discardTransaction()
    return .truncated(at: beforeTransaction, isTransaction: true)
  }

  /// What is no command, up to the end of the file.
  private func corruptTail(_ file: any DiskFile) throws(LoadError) -> Outcome {
    let size: Int
    do throws(DiskError) { size = try file.size() } catch { throw self.error(.read(error)) }
    let start = beforeTransaction ?? complete
    guard size - start <= corruptTailLimit || start >= doubtedFrom ?? .max else { throw error(.badFormat) }
    if beforeTransaction != nil { target.discardTransaction() }
    return .corruptTail(at: start)
  }

  private mutating func executeBatch() throws(LoadError) {
    target.prepare(batch, in: buffer.span)
    for index in 0..<batch.count { try execute(index) }
  }

  private mutating func execute(_ index: Int) throws(LoadError) {
    let verdict = target.execute(batch.arguments(index, in: buffer.span))
    guard verdict == .executed else {
      let name = [UInt8](copying: batch.arguments(index, in: buffer.span)[0])
      throw error(verdict == .unknownCommand ? .unknownCommand(name) : .tooFewArguments(name))
    }
    beforeTransaction = target.isInTransaction ? beforeTransaction ?? complete : nil
    position = batch.place(index).upperBound
    complete = base + position
  }

  /// Drops what was scanned and reads on: a whole chunk, and more when a command is larger.
  private mutating func fill(_ file: any DiskFile, atLeast missing: Int) throws(LoadError) {
    buffer.removeFirst(position)
    base += position
    position = 0
    // As much again as there is already keeps the total work in proportion to the size of a large command.
    let wanted = max(Self.chunk, buffer.count, min(missing, 64 * Self.chunk))
    do throws(DiskError) {
      let taken = try file.read(at: base + buffer.count, atMost: wanted, into: &buffer)
      if taken == 0 { atEnd = true }
      target.noteRead(bytes: taken)
    } catch { throw self.error(.read(error)) }
  }

  private mutating func loadSnapshot(_ file: any DiskFile) throws(LoadError) {
    log(.notice, isOldLayout ? "Reading RDB preamble from AOF file..." : "Reading RDB base file on AOF loading...")
    let verdict = target.loadSnapshot(file, name: name)
    guard case .loaded(let end) = verdict else { throw error(.snapshot(verdict)) }
    if isOldLayout { log(.notice, "Reading the remaining AOF tail...") }
    buffer.removeAll()
    base = end
    complete = end
    try fill(file, atLeast: 1)
  }
}

public import Commands
public import Disk

/// Takes what is loaded: the engine, with a session that only loads.
public protocol LoadTarget: AnyObject {
  /// Whether its session is between MULTI and EXEC.
  var isInTransaction: Bool { get }

  /// Runs one command of the file: MULTI begins a transaction, up to EXEC all others are queued (Redis queues a second
  /// MULTI and DISCARD too). Error replies do not count; see ``LoadMessages/errorReply(_:command:)``.
  func execute(_ arguments: Arguments) -> LoadVerdict

  /// Announces commands that will be executed one after the other.
  func prepare(_ batch: borrowing RequestBatch, in bytes: Span<UInt8>)

  /// Forgets a transaction that the file does not finish.
  func discardTransaction()

  /// Is told how many bytes there are to be read.
  func willRead(bytes: Int)

  /// Is told of bytes that were read from the file, for those who watch a long load.
  func noteRead(bytes: Int)

  /// Reads the snapshot that the file begins with, and logs about it.
  func loadSnapshot(_ file: any DiskFile, name: FileName) -> SnapshotVerdict
}

/// How a command of the file went.
public enum LoadVerdict: Sendable {
  /// It was run or queued, with whatever reply.
  case executed
  /// There is no such command.
  case unknownCommand
  /// It has fewer arguments than the command needs.
  case tooFewArguments
}

/// How reading a snapshot went.
public enum SnapshotVerdict: Sendable, Equatable {
  /// It was loaded; commands may follow at this offset.
  case loaded(end: Int)
  /// It cannot be read (its version, its magic); the reason has been logged.
  case refused
  /// It ends early or its checksum is wrong; everything there is to say has been logged.
  case damaged
  /// The file could not be read.
  case readError(DiskError)
}

extension LoadTarget {
  public func prepare(_ batch: borrowing RequestBatch, in bytes: Span<UInt8>) {}
  public func willRead(bytes: Int) {}
  public func noteRead(bytes: Int) {}
}

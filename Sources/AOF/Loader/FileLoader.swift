import Bytes
import Commands
import Disk
import SystemPackage

/// Loads one file: the snapshot it may begin with, then its commands.
///
/// It reads in large pieces and copies no argument. What it finds wrong it reports and leaves alone; cutting the file is
/// the business of ``AppendOnlyFile``.
struct FileLoader {
  /// How loading went.
  enum Outcome: Equatable {
    /// The file holds nothing.
    case empty
    /// All of it was loaded.
    case loaded
    /// It ends early, and what is complete ends at this offset.
    case truncated(at: Int, isTransaction: Bool)
  }

  static let chunk = 1 << 20

  let name: FileName
  let target: any LoadTarget
  let log: LogSink
  /// Whether the file is the one of a layout before version 7.
  let isOldLayout: Bool

  private var scanner = CommandScanner()
  private var buffer = ByteWriter(minimumCapacity: 64)
  /// The offset in the file of the buffer's first byte.
  private var base = 0
  /// Where in the buffer the next command begins.
  private var position = 0
  private var atEnd = false
  /// The end of the last complete command.
  private var complete = 0
  /// The end of the last complete command before the MULTI of an open transaction.
  private var transaction: Int?
}

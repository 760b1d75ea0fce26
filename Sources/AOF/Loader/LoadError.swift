public import Disk

/// Why a file of the append-only file cannot be loaded.
public struct LoadError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Cause: Equatable, Sendable {
    /// The file is listed and not there, or cannot be looked at.
    case length(DiskError)
    /// The file cannot be opened.
    case open(DiskError)
    /// The file cannot be read.
    case read(DiskError)
    /// The file ends within a command, a transaction or an annotation, and must not be cut.
    case truncated
    /// The file ends early and is not the last one.
    case truncatedNotLast
    /// What stands at the offset is no command.
    case badFormat
    /// The command at the offset is not known.
    case unknownCommand([UInt8])
    /// The command at the offset lacks arguments.
    case tooFewArguments([UInt8])
    /// The snapshot at the beginning of the file cannot be read.
    case snapshot(SnapshotVerdict)
  }

  /// The file.
  public let file: FileName
  /// Where in the file, in bytes: for a truncated file the end of what is complete.
  public let offset: Int
  /// What is wrong.
  public let cause: Cause
}

extension LoadError: CustomStringConvertible {
  /// One sentence with file and offset.
  public var description: String {
    switch cause {
    case .length(let error), .open(let error), .read(let error): error.description
    case .truncated: "\(file) ends early: it is complete up to offset \(offset)"
    case .truncatedNotLast: "\(file) ends early and other files follow: it is complete up to offset \(offset)"
    case .badFormat: "\(file) holds no command at offset \(offset)"
    case .unknownCommand(let name): "\(file) holds the unknown command '\(text(name))' at offset \(offset)"
    case .tooFewArguments(let name): "\(file) holds '\(text(name))' with too few arguments at offset \(offset)"
    case .snapshot: "\(file) begins with a snapshot that cannot be loaded"
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

import Commands
public import Disk
import Engine
import SystemPackage

/// An operation of the disk.
public struct RecordedOperation: Sendable {
  /// The operation in words.
  public let text: String
  /// The call.
  public let call: DiskError.Operation
  /// Bytes that were written.
  public let count: Int
  /// When it ended, microseconds since 1970.
  public let time: Int64
  /// The line of the script that led to it; empty for the start.
  public let command: String
}

extension DiskOperation {
  /// The operation in words.
  var text: String {
    var text = "\(operation) \(path.string)"
    if let target { text += " to \(target.string)" }
    if operation == .write { text += ", \(count) bytes at \(offset)" }
    if operation == .truncate { text += " to \(count) bytes" }
    if let errno { text += " failed: \(errno)" }
    return text
  }

  /// Whether it changes a file that `engine` lives on.
  func isLive(in engine: Engine) -> Bool {
    let names = ["appenddirname", "dbfilename"].map {
      engine.directory.appending(String(decoding: engine.configuration.value(of: $0) ?? [], as: UTF8.self))
    }
    return [path, target].contains { path in names.contains { path?.starts(with: $0) == true } }
  }
}

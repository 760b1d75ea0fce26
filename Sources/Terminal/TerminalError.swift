internal import Glibc

/// Why the line editor, or its history file, cannot do its work.
public enum TerminalError: Error, Equatable, Sendable {
  /// libedit refused to start.
  case noEditor
  /// Reading the terminal failed; the number is the `errno`.
  case read(Int32)
  /// A call on the history file failed; `action` says what was attempted, the number is the `errno`.
  case history(path: String, action: String, Int32)
  /// The history file is a directory, a pipe or a device.
  case historyIsNoFile(path: String)
}

extension TerminalError: CustomStringConvertible {
  /// One sentence that names the file and the remedy.
  public var description: String {
    switch self {
    case .noEditor:
      "The line editor did not start on this terminal; check TERM, or pipe the commands in."
    case .read(let number):
      "Cannot read the terminal: \(Self.text(number))."
    case .history(let path, let action, let number):
      "Cannot \(action) the history file \(path): \(Self.text(number)). Lines are remembered for this session only."
    case .historyIsNoFile(let path):
      "The history file \(path) is not a regular file. Lines are remembered for this session only."
    }
  }

  private static func text(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}

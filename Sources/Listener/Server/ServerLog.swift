import Engine

/// The destination of a server's log (Redis directive `logfile`): a file, which is opened for every line, so that it can
/// be moved away meanwhile, or standard output.
final class ServerLog {
  private let file: String

  /// A log in `file`; standard output when that is empty.
  init(file: String) { self.file = file }

  /// Writes a line.
  func write(_ line: LogLine) { write(line.text) }

  /// Writes a line that is complete but for its end.
  func write(_ line: String) { LogFile.append(Array((line + "\n").utf8), to: file) }
}

import AOF
import Engine
import SystemPackage

/// The destination of a server's log (Redis directive `logfile`): a file, which is opened for every line, so that it can
/// be moved away meanwhile, or standard output.
///
/// A log that cannot be written does not keep a server from serving. Redis says nothing of it; here standard error is
/// told once, and again when the reason is another one or it has worked meanwhile.
final class ServerLog {
  private let file: String
  private let complain: (String) -> Void
  private var problem: Errno?
  /// How many warnings were written.
  private(set) var warnings = 0

  /// A log in `file`; standard output when that is empty.
  init(file: String, complain: @escaping (String) -> Void) {
    self.file = file
    self.complain = complain
  }

  /// Writes a line.
  func write(_ line: LogLine) {
    if line.level == .warning { warnings += 1 }
    write(line.text)
  }

  /// Writes a line that is complete but for its end.
  func write(_ line: String) {
    do throws(Errno) {
      try LogFile.append(Array((line + "\n").utf8), to: file)
      problem = nil
    } catch {
      if error != problem { complain("aofsh: the log \(place) cannot be written: \(error.description)\n") }
      problem = error
    }
  }

  private var place: String { file.isEmpty ? "on standard output" : file }
}

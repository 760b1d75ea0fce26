public import AOF
import Bytes
public import Commands
import RESP

/// What the log tells of connections.
extension Engine {
  /// Writes what has happened to a client, whose description stands between two texts.
  public func logClient(_ before: String, _ session: Session, _ after: String = "", level: LogLevel = .verbose) {
    guard level.rank >= LogLevel.threshold(configuration.text("loglevel")).rank else { return }
    let description = String(decoding: context.description(of: session), as: UTF8.self)
    log(level, before + " " + description + (after.isEmpty ? "" : " " + after))
  }

  /// Writes that what a client has `sent` is no request, and how that begins and ends.
  func log(_ error: ProtocolError, of session: Session, _ sent: Span<UInt8>) {
    guard LogLevel.verbose.rank >= LogLevel.threshold(configuration.text("loglevel")).rank else { return }
    let description = String(decoding: context.description(of: session), as: UTF8.self)
    var sample = Self.printable(sent.extracting(first: 127))
    if sent.count >= 128 {
      let (begin, end) = (sent.extracting(first: 64), sent.extracting(last: 64))
      sample = "\(Self.printable(begin))' (... more \(sent.count - 128) bytes ...) '\(Self.printable(end))"
    }
    log(
      .verbose,
      "Protocol error (\(error.cause)) from client: \(description). Query buffer during protocol error: '\(sample)'")
  }

  /// Bytes up to the first zero, with points for those that cannot be printed.
  private static func printable(_ bytes: Span<UInt8>) -> String {
    var text = ""
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0 { break }
      text.unicodeScalars.append(0x20..<0x7F ~= byte ? Unicode.Scalar(byte) : ".")
    }
    return text
  }

  /// Writes a line that only `loglevel verbose` shows.
  public func logVerbose(_ message: String) { log(.verbose, message) }

  /// Writes a line that every level shows.
  public func logWarning(_ message: String) { log(.warning, message) }

  /// Writes a line that `loglevel notice` shows.
  public func logNotice(_ message: String) { log(.notice, message) }
}

public import AOF
public import Commands

/// What the log tells of connections.
extension Engine {
  /// Writes what has happened to a client, whose description stands between two texts.
  public func logClient(_ before: String, _ session: Session, _ after: String = "", level: LogLevel = .verbose) {
    guard level.rank >= LogLevel.threshold(configuration.text("loglevel")).rank else { return }
    let description = String(decoding: context.description(of: session), as: UTF8.self)
    log(level, before + " " + description + (after.isEmpty ? "" : " " + after))
  }

  /// Writes a line that only `loglevel verbose` shows.
  public func logVerbose(_ message: String) { log(.verbose, message) }

  /// Writes a line that every level shows.
  public func logWarning(_ message: String) { log(.warning, message) }

  /// Writes a line that `loglevel notice` shows.
  public func logNotice(_ message: String) { log(.notice, message) }
}

/// Lines of the log that belong to loading and that others than the loader have to write.
public enum LoadMessages {
  /// What Redis logs, as a warning, when a command of the file gets an error reply: `reply` without its `-` and, when
  /// it is the standard one, without `ERR `.
  public static func errorReply(_ reply: String, command: String) -> String {
    "== CRITICAL == This server is sending an error to its AOF-loading-client: '\(reply)' after processing the "
      + "command '\(command)'"
  }

  /// Microseconds as seconds with three decimals, as C's `%.3f` prints them.
  public static func seconds(_ microseconds: Int64) -> String {
    let milliseconds = (max(microseconds, 0) + 500) / 1000
    return "\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst())"
  }
}

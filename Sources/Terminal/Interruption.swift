internal import CEditline
internal import Glibc

/// Ctrl-C while the shell waits for something and nobody edits a line.
public enum Interruption {
  /// Runs `body` with a question whether Ctrl-C was pressed since it was last asked.
  ///
  /// Other signals that arrive have their usual effect. Not while a line is read, when the line editor sees the signals.
  public static func watch(_ body: (_ isInterrupted: () -> Bool) -> Void) {
    editline_signals_begin()
    defer { editline_signals_end() }
    body {
      while true {
        let signal = editline_signals_take()
        if signal == SIGINT { return true }
        if signal == 0 { return false }
        if signal != SIGWINCH, signal != SIGCONT { editline_signals_pass_on(signal) }
      }
    }
  }
}

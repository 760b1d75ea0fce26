internal import CEditline

/// Ctrl-C while nobody edits a line.
public enum Interruption {
  /// Keeps Ctrl-C from ending the program, from now on.
  ///
  /// Whatever takes long asks ``take()``. Where nothing does, a second Ctrl-C says that the third ends the program.
  public static func hold() { editline_interrupts_hold() }

  /// Whether Ctrl-C was pressed since this was last asked or a line was last read.
  public static func take() -> Bool { editline_interrupts_take() }
}

/// The signals by which a program is asked to end: SIGTERM, SIGHUP, and Ctrl-C where nobody sits at a prompt.
public enum Ending {
  /// Keeps them from ending the program, from now on, so that it can clear away first.
  ///
  /// Whatever takes long asks ``signal``; the third of them ends the program nevertheless. Those that the program was
  /// started to ignore, as by nohup(1), stay ignored.
  public static func hold(withInterrupt: Bool) { editline_endings_hold(withInterrupt) }

  /// The first that came; nil when none did.
  public static var signal: Int32? {
    let signal = editline_ending()
    return signal == 0 ? nil : signal
  }

  /// Ends the program by that signal, if one came, so that whoever waits for the program is told the truth.
  public static func heed() { if let signal { editline_end_by(signal) } }
}

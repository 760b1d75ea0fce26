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

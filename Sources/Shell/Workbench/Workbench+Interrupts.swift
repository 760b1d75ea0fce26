/// Ctrl-C while a line runs.
extension Workbench {
  /// Runs `body` with a question whether the person wants no more of the line.
  ///
  /// Once that is so it is for all that the line does: a command that waited, the block around it, the script around
  /// that.
  func watchInterrupts(_ body: (_ isInterrupted: () -> Bool) -> Void) { body { askInterrupted() } }

  /// Whether the person wants no more of the line that runs.
  func askInterrupted() -> Bool {
    if !isInterrupted, takeInterrupt() { noteInterrupt() }
    return isInterrupted
  }

  private func noteInterrupt() {
    isInterrupted = true
    // The terminal has shown ^C, and the row goes on behind it.
    if options.isInteractive { sink.output([0x0A]) }
  }
}

extension LineResult {
  static var interrupted: LineResult { .failed(Array("interrupted".utf8)) }
}

extension MetaError {
  static var interrupted: MetaError { MetaError("interrupted") }
}

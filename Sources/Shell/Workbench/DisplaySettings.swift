/// How a workbench prints; what `:set` changes.
public struct DisplaySettings: Sendable, Equatable {
  /// How replies are printed.
  public var format: ReplyFormat
  /// Whether scripts print each line with its prompt before its output.
  public var echo: Bool
  /// Whether the time that a command took follows its reply.
  public var timing = false
  /// Whether hints are shown while a line is typed.
  public var hints = true
  /// Whether the state of persistence is shown at the right edge of the prompt.
  public var state = true
  /// Whether output that is longer than the screen is shown in a pager.
  public var pager = true
  /// Whether a person is asked before data is destroyed.
  public var guards = true
  /// Whether messages may be coloured.
  public var color: Bool
  /// Whether the prompt is printed on a terminal.
  public var prompt = true
  /// Whether failures are printed among the output, where a person or a transcript expects them.
  var showsFailures: Bool

  init(_ options: WorkbenchOptions) {
    format = options.format
    echo = options.echoes
    color = options.usesColor
    showsFailures = options.isInteractive || options.echoes
  }
}

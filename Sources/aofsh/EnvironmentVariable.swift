/// A variable of the environment that the program, or what it is made of, reads.
///
/// Nothing but ``Environment/value(_:)`` looks at those of the shell, so that the manual page names them all.
enum EnvironmentVariable: String, CaseIterable {
  case history = "AOFSH_HISTORY"
  case startFile = "AOFSH_RC"
  case configurationHome = "XDG_CONFIG_HOME"
  case stateHome = "XDG_STATE_HOME"
  case home = "HOME"
  case noColor = "NO_COLOR"
  case pager = "PAGER"
  case editorSettings = "EDITRC"
  case terminal = "TERM"
  case columns = "COLUMNS"
  case scratch = "TMPDIR"
  case searchPath = "PATH"

  /// What it is for, in a sentence.
  var meaning: String {
    switch self {
    case .history: "The file that keeps the lines typed in the shell, instead of aofsh/history; empty: none is kept."
    case .startFile: "The file whose lines a shell runs first, instead of aofsh/aofshrc; empty: none."
    case .configurationHome: "Where aofsh/aofshrc is looked for; ~/.config when not set."
    case .stateHome: "Where aofsh/history is kept; ~/.local/state when not set."
    case .home: "The home directory, for the two above."
    case .noColor: "Not empty: no colour, as with --no-color."
    case .pager: "The command that shows long output in the shell; less or more when not set, empty for none."
    case .editorSettings: "The settings of the line editor, instead of ~/.editrc."
    case .terminal: "The kind of terminal; dumb gets neither colour nor hints."
    case .columns: "How wide --help is; as wide as the terminal when not set."
    case .scratch: "Where scratch directories are made; /tmp when not set."
    case .searchPath: "Where bench and explore look for redis-server."
    }
  }
}

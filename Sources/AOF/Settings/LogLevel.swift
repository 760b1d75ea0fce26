/// How important a line of the log is; the raw value is the character that Redis prints for it.
public enum LogLevel: String, Sendable, CaseIterable {
  case debug = "."
  case verbose = "-"
  case notice = "*"
  case warning = "#"

  /// A number that grows with importance.
  public var rank: Int {
    switch self {
    case .debug: 0
    case .verbose: 1
    case .notice: 2
    case .warning: 3
    }
  }

  /// The least important level that is logged under a value of Redis' directive `loglevel`.
  public static func threshold(_ directive: String) -> LogLevel {
    switch directive {
    case "debug": .debug
    case "verbose": .verbose
    case "warning": .warning
    default: .notice
    }
  }
}

/// Takes the lines of the log, one call for each.
public typealias LogSink = (LogLevel, String) -> Void

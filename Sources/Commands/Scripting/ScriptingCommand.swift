/// What the engine does for a command of the group scripting.
public enum ScriptingCommand: Sendable {
  case eval, evalRo, evalSha, evalShaRo, fcall, fcallRo
  case scriptDebug, scriptExists, scriptFlush, scriptKill, scriptLoad
  case functionDelete, functionDump, functionFlush, functionKill, functionList, functionLoad
  case functionRestore, functionStats

  /// Whether it runs a script or a function.
  public var runsScript: Bool {
    switch self {
    case .eval, .evalRo, .evalSha, .evalShaRo, .fcall, .fcallRo: true
    default: false
    }
  }
}

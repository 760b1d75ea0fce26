import Bytes
import Commands
import RESP

extension Engine {
  /// Runs a command of the group scripting.
  func run(_ operation: ScriptingCommand, _ arguments: Arguments) throws(CommandError) {
    switch operation {
    case .eval, .evalRo, .evalSha, .evalShaRo, .fcall, .fcallRo: throw .luaIsMissing
    case .scriptDebug, .scriptExists, .scriptFlush, .scriptLoad: throw .luaIsMissing
    case .scriptKill, .functionKill: throw .noScriptRunning
    case .functionDelete: try functionDelete(arguments)
    case .functionDump: functionDump()
    case .functionFlush: try functionFlush(arguments)
    case .functionList: try functionList(arguments)
    case .functionLoad: try functionLoad(arguments)
    case .functionRestore: try functionRestore(arguments)
    case .functionStats: functionStats()
    }
  }
}

import Bytes
import Commands
import RESP

extension Engine {
  /// Runs a command of the group scripting.
  func run(_ operation: ScriptingCommand, _ arguments: Arguments) throws(CommandError) {
    if operation.runsScript, context.clients.isWatchful, let command = table.lookup(arguments) {
      showMonitors(command, arguments, isScript: true)
    }
    switch operation {
    case .eval, .evalRo: try eval(arguments, isReadOnly: operation == .evalRo)
    case .evalSha, .evalShaRo: try evalDigest(arguments, isReadOnly: operation == .evalShaRo)
    case .fcall, .fcallRo: try callFunction(arguments, isReadOnly: operation == .fcallRo)
    case .scriptDebug: try scriptDebug(arguments)
    case .scriptExists: scriptExists(arguments)
    case .scriptFlush: try scriptFlush(arguments)
    case .scriptLoad: try scriptLoad(arguments)
    case .scriptKill, .functionKill: try killScript(isFunction: operation == .functionKill)
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

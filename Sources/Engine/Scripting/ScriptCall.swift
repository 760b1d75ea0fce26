import Bytes
import Commands
import Disk
import Lua
import RESP

/// A script or function that is to be called.
struct ScriptCall {
  /// Where the interpreter keeps it.
  let reference: Int32
  /// What errors call it.
  let name: String
  /// Whether it is a function.
  let isFunction: Bool
  /// How many of the arguments from the third on are keys.
  let keyCount: Int
  /// Whether it must not write.
  let isReadOnly: Bool
  /// Whether its commands run although memory is short.
  let allowsOOM: Bool
}

extension Engine {
  /// Runs a script as one unit: what its commands change reaches the append-only file together, and the command that
  /// called it does not (spec 1.6).
  func run(
    _ call: ScriptCall, in machine: LuaMachine, setsGlobals: Bool, _ arguments: Arguments
  ) throws(CommandError) {
    let words = (3..<arguments.count).map { [UInt8](copying: arguments[$0]) }
    let caller = context.session
    let session = Session(id: caller.id)
    session.database = caller.database
    let (wasInsideUnit, deniedBlocking) = (isInsideUnit, context.deniesBlocking)
    context.runsScript = true
    scripting.run = Scripting.Run(
      name: call.name, caller: caller, session: session, isReadOnly: call.isReadOnly,
      allowsOOM: call.allowsOOM, isFunction: call.isFunction,
      command: call.isFunction ? (0..<arguments.count).map { [UInt8](copying: arguments[$0]) } : [],
      startedAt: clock.monotonic())
    scripting.busyThreshold = configuration.integer("busy-reply-threshold")
    scripting.lastRefusal = []
    isInsideUnit = true
    context.deniesBlocking = true
    var outcome = LuaMachine.Outcome.reply([])
    watchInterrupts {
      outcome = machine.call(
        call.reference, name: call.name, keys: Array(words.prefix(call.keyCount)),
        arguments: Array(words.dropFirst(call.keyCount)), setsGlobals: setsGlobals,
        version: context.reply.version == .resp3 ? 3 : 2)
    }
    scripting.run = nil
    context.runsScript = false
    isInsideUnit = wasInsideUnit
    context.deniesBlocking = deniedBlocking
    context.session = caller
    unitIsTransaction = true
    context.effects.suppressCommand()
    switch outcome {
    case .reply(let bytes): context.reply.rawFragment(bytes.span)
    case .error(let text):
      // The refusal of a command has been counted when it was given.
      guard isRefusalOfCommand(text) else { throw .message(text) }
      context.reply.error(text)
    }
  }

  /// Runs a script in a way that it can be told to end.
  private func watchInterrupts(_ body: () -> Void) {
    let scripting = scripting
    surroundings.watchScript { isInterrupted in
      withoutActuallyEscaping(isInterrupted) { question in
        scripting.isInterrupted = question
        body()
        scripting.isInterrupted = { false }
      }
    }
  }

  private func isRefusalOfCommand(_ text: [UInt8]) -> Bool {
    let refusal = scripting.lastRefusal.dropFirst().prefix { $0 != 0x0D }
    return !refusal.isEmpty && text.starts(with: refusal)
  }
}

import Bytes
import Commands
import Lua
import RESP

/// The commands that run scripts and keep them.
extension Engine {
  /// EVAL and EVAL_RO script numkeys [key …] [arg …].
  func eval(_ arguments: Arguments, isReadOnly: Bool) throws(CommandError) {
    try refuseDebugging()
    let keyCount = try keyCount(arguments, otherwise: .notAnInteger)
    let source = [UInt8](copying: arguments[1])
    let digest = SHA1.hexadecimal(of: source.span)
    try call(try script(source, digest), digest, arguments, keyCount: keyCount, isReadOnly: isReadOnly)
  }

  /// EVALSHA and EVALSHA_RO digest numkeys [key …] [arg …].
  func evalDigest(_ arguments: Arguments, isReadOnly: Bool) throws(CommandError) {
    try refuseDebugging()
    guard arguments[1].count == 40 else { throw .noScript }
    let keyCount = try keyCount(arguments, otherwise: .notAnInteger)
    let digest = LibraryFunction.key([UInt8](copying: arguments[1]))
    guard let script = scripting.scripts[digest] else { throw .noScript }
    try call(script, digest, arguments, keyCount: keyCount, isReadOnly: isReadOnly)
  }

  /// Refuses the script that was to be debugged: redis-cli sends it whatever SCRIPT DEBUG has replied, and Redis would
  /// undo what it changes.
  private func refuseDebugging() throws(CommandError) {
    guard context.session.expectsDebugger else { return }
    context.session.expectsDebugger = false
    throw .noDebugger
  }

  /// Whether a command calls a script or a function that says of itself that it does not write.
  func promisesNoWrites(_ command: Command, _ arguments: Arguments) -> Bool {
    guard case .engine(.scripting(let operation)) = command.handler, arguments.count > 2 else { return false }
    let word = [UInt8](copying: arguments[1])
    switch operation {
    case .eval:
      // One that cannot be compiled is refused when it is its turn.
      do throws(CommandError) {
        let script = try script(word, SHA1.hexadecimal(of: word.span))
        return !script.isOldStyle && script.flags.contains(.noWrites)
      } catch {
        return false
      }
    case .evalSha:
      guard let script = scripting.scripts[LibraryFunction.key(word)] else { return false }
      return !script.isOldStyle && script.flags.contains(.noWrites)
    case .fcall: return functions.function(named: word)?.flags.contains(.noWrites) == true
    default: return false
    }
  }

  private func call(
    _ script: Scripting.Script, _ digest: [UInt8], _ arguments: Arguments, keyCount: Int, isReadOnly: Bool
  ) throws(CommandError) {
    if !script.isOldStyle { try admit(script.flags, isReadOnly: isReadOnly) }
    let call = ScriptCall(
      reference: script.reference, name: String(decoding: digest, as: UTF8.self), isFunction: false, keyCount: keyCount,
      isReadOnly: isReadOnly || script.flags.contains(.noWrites), allowsOOM: script.flags.contains(.allowOOM))
    try run(call, in: try scripting.machine(.scripts), setsGlobals: true, arguments)
  }

  /// FCALL and FCALL_RO function numkeys [key …] [arg …].
  func callFunction(_ arguments: Arguments, isReadOnly: Bool) throws(CommandError) {
    let name = [UInt8](copying: arguments[1])
    guard let function = functions.function(named: name) else {
      guard scripting.canRun else { throw .luaIsMissing }
      throw .noFunction
    }
    let keyCount = try keyCount(arguments, otherwise: .badKeyCount)
    try admit(function.flags, isReadOnly: isReadOnly)
    let call = ScriptCall(
      reference: function.reference, name: String(decoding: function.name, as: UTF8.self), isFunction: true,
      keyCount: keyCount,
      isReadOnly: isReadOnly || function.flags.contains(.noWrites), allowsOOM: function.flags.contains(.allowOOM))
    try run(call, in: try scripting.machine(.functions), setsGlobals: false, arguments)
  }

  private func keyCount(_ arguments: Arguments, otherwise error: CommandError) throws(CommandError) -> Int {
    guard let count = arguments[2].canonicalInteger else { throw error }
    guard count <= arguments.count - 3 else { throw .tooManyKeys }
    guard count >= 0 else { throw .negativeKeyCount }
    return Int(count)
  }

  /// The refusals that depend on what a script says of itself.
  private func admit(_ flags: ScriptFlags, isReadOnly: Bool) throws(CommandError) {
    guard !flags.contains(.noWrites) else { return }
    if isReadOnly { throw .writeScriptInReadOnlyCommand }
    if self.isReadOnly { throw .readOnly }
    if let refusal = writeRefusal { throw refusal }
    if !flags.contains(.allowOOM), isOutOfMemory { throw .outOfMemory }
  }

  // MARK: The cache

  /// The script with this source, which is compiled if it is new.
  @discardableResult
  private func script(_ source: [UInt8], _ digest: [UInt8]) throws(CommandError) -> Scripting.Script {
    if let script = scripting.scripts[digest] { return script }
    let machine = try scripting.machine(.scripts)
    let header = try ScriptHeader(of: source)
    do throws(LuaError) {
      let reference = try machine.compile(header.body.span, chunkName: "@user_script")
      let script = Scripting.Script(reference: reference, flags: header.flags, isOldStyle: header.isMissing)
      scripting.scripts[digest] = script
      return script
    } catch {
      throw .message(Array("ERR Error compiling script (new function): ".utf8) + error.text)
    }
  }

  /// SCRIPT LOAD source.
  func scriptLoad(_ arguments: Arguments) throws(CommandError) {
    let source = [UInt8](copying: arguments[2])
    let digest = SHA1.hexadecimal(of: source.span)
    try script(source, digest)
    context.reply.bulk(digest)
  }

  /// SCRIPT EXISTS digest [digest …].
  func scriptExists(_ arguments: Arguments) {
    context.reply.array(arguments.count - 2)
    for index in 2..<arguments.count {
      let digest = LibraryFunction.key([UInt8](copying: arguments[index]))
      context.reply.integer(scripting.scripts[digest] == nil ? 0 : 1)
    }
  }

  /// SCRIPT FLUSH [ASYNC|SYNC].
  func scriptFlush(_ arguments: Arguments) throws(CommandError) {
    let isPlain = arguments.count == 2
    let hasOption = arguments.count == 3 && (arguments.isOption(at: 2, "sync") || arguments.isOption(at: 2, "async"))
    guard isPlain || hasOption else { throw .text("ERR SCRIPT FLUSH only support SYNC|ASYNC option") }
    scripting.flushScripts()
    context.reply.simple("OK")
  }

  /// SCRIPT DEBUG YES|SYNC|NO.
  func scriptDebug(_ arguments: Arguments) throws(CommandError) {
    context.session.expectsDebugger = false
    if arguments.isOption(at: 2, "no") { return context.reply.simple("OK") }
    guard arguments.isOption(at: 2, "yes") || arguments.isOption(at: 2, "sync") else {
      throw .text("ERR Use SCRIPT DEBUG YES/SYNC/NO")
    }
    context.session.expectsDebugger = true
    throw .noDebugger
  }
}

extension CommandError {
  fileprivate static var noDebugger: CommandError { .text("ERR There is no debugger for scripts here") }
}

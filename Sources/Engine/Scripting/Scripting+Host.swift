import AOF
import Bytes
import Commands
import Disk
import Lua
import RESP

extension Scripting: LuaHost {
  func runScriptCommand(_ bytes: Span<UInt8>, _ ranges: Span<Range<Int>>, reply: inout ByteWriter) {
    do throws(CommandError) {
      let arguments = Arguments(bytes, ranges)
      let (command, run) = try admit(arguments)
      call(command, arguments, run, reply: &reply)
    } catch {
      var writer = ReplyWriter()
      switch error {
      case .text(let text): writer.error(text)
      case .message(let text): writer.error(text)
      }
      writer.bytes.withSpan { reply.append($0) }
    }
    lastRefusal = reply.withSpan { $0.count > 0 && $0[0] == UInt8(ascii: "-") } ? reply.array : []
  }

  /// Commands that a server passes on to its replicas although they do not count as writing.
  private static let replicated: Set<String> = ["publish", "spublish", "pfcount"]

  /// The refusals that come before a command of a script runs.
  private func admit(_ arguments: Arguments) throws(CommandError) -> (Command, Run) {
    guard let run else { throw .text("ERR redis.call/pcall can only be called inside a script invocation") }
    guard let command = engine.context.table.lookup(arguments) else {
      throw .text("ERR Unknown Redis command called from script")
    }
    guard command.accepts(argumentCount: arguments.count) else {
      throw .text("ERR Wrong number of args calling Redis command from script")
    }
    if command.flags.contains(.noScript), !engine.debugSettings.allowsAllInScripts {
      throw .text("ERR This Redis command is not allowed from script")
    }
    try admit(command, arguments, of: run.caller)
    let writes = command.flags.contains(.write)
    if run.isReadOnly, writes || Self.replicated.contains(command.name) {
      throw .text("ERR Write commands are not allowed from read-only scripts.")
    }
    if writes, engine.isReadOnly { throw .readOnly }
    if writes, let refusal = engine.writeRefusal { throw refusal }
    if command.flags.contains(.denyOOM), !run.allowsOOM, !run.hasWritten, engine.isOutOfMemory { throw .outOfMemory }
    if writes { self.run?.hasWritten = true }
    return (command, run)
  }

  /// The refusal of what the user who called the script may not do.
  private func admit(_ command: Command, _ arguments: Arguments, of caller: Session) throws(CommandError) {
    guard let user = caller.user else { return }
    let verdict = user.check(command, arguments)
    if verdict == .allowed { return }
    engine.context.session = caller
    engine.context.log(verdict, command, arguments, user, place: "lua")
    switch verdict {
    case .command, .allowed: throw .text("ERR The user executing the script can't run this command or subcommand")
    case .key:
      throw .text(
        """
        ERR The user executing the script can't access at least one of the keys mentioned in the command arguments
        """)
    case .channel:
      throw .text("ERR The user executing the script can't publish to the channel mentioned in the command")
    }
  }

  private func call(_ command: Command, _ arguments: Arguments, _ run: Run, reply output: inout ByteWriter) {
    let context = engine.context
    let version = context.reply.version
    let before = context.effects.items.count
    context.session = run.session
    swap(&context.reply, &reply)
    context.reply.version = run.session.version
    engine.run(command, arguments)
    if run.caller.attention.contains(.tracks) { context.rememberReads(of: command, arguments, by: run.caller) }
    context.reply.bytes.withSpan { output.append($0) }
    context.reply.bytes.removeAll(keepingAtMost: 1 << 20)
    swap(&context.reply, &reply)
    context.reply.version = version
    if run.replication & 1 == 0 { context.effects.removeCommands(from: before) }
  }

  func scriptInterruption() -> StaticString? {
    if registered != nil, engine.clock.monotonic() > loadDeadline { return "FUNCTION LOAD timeout" }
    engine.lookAroundFromScript()
    guard isInterrupted() || run?.isKilled == true else { return nil }
    engine.log(.notice, "Lua script killed by user with SCRIPT KILL.")
    return "Script killed by user with SCRIPT KILL..."
  }

  func runScriptFunction(_ function: LuaFunction, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    switch function {
    case .log: try log(arguments)
    case .setRepl: try setReplication(arguments)
    case .setResp: run?.session.version = arguments.first?.number == 3 ? .resp3 : .resp2
    case .checkCommand: return [try checkCommand(arguments)]
    case .registerFunction: try register(arguments)
    default: break
    }
    return []
  }

  private func log(_ arguments: [LuaValue]) throws(LuaError) {
    guard arguments.count >= 2 else { throw .refusal("redis.log() requires two arguments or more.") }
    guard let number = arguments[0].number else {
      throw .refusal("First argument must be a number (log level).")
    }
    let levels: [LogLevel] = [.debug, .verbose, .notice, .warning]
    guard let index = Int(exactly: number.rounded(.towardZero)), levels.indices.contains(index) else {
      throw .refusal("Invalid debug level.")
    }
    let texts = arguments.dropFirst().compactMap(\.text)
    let line = Array(texts.joined(separator: [0x20])).prefix { $0 != 0 }
    engine.log(levels[index], String(decoding: line, as: UTF8.self))
  }

  private func setReplication(_ arguments: [LuaValue]) throws(LuaError) {
    guard arguments.count == 1 else { throw .refusal("redis.set_repl() requires two arguments.") }
    guard run != nil else {
      throw .refusal("redis.set_repl can only be called inside a script invocation")
    }
    let number = arguments[0].number ?? 0
    guard let flags = Int(exactly: number.rounded(.towardZero)), flags & ~3 == 0 else {
      throw .refusal("Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.")
    }
    run?.replication = flags
  }

  private func checkCommand(_ arguments: [LuaValue]) throws(LuaError) -> LuaValue {
    guard !arguments.isEmpty else {
      throw .refusal("Please specify at least one argument for this redis lib call")
    }
    let words = arguments.compactMap(\.text)
    guard words.count == arguments.count else {
      throw .refusal("Lua redis lib command arguments must be strings or integers")
    }
    let command = OwnedArguments(words)
    guard let known = engine.context.table.lookup(command.view) else {
      throw .refusal("Invalid command passed to redis.acl_check_cmd()")
    }
    guard let user = run?.caller.user else { return .boolean(true) }
    return .boolean(user.check(known, command.view) == .allowed)
  }
}

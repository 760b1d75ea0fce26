import Bytes
import Commands
import Lua
import RESP

/// The interpreters of an engine and what runs in them.
///
/// Scripts and functions have an interpreter each, made when the first one runs.
final class Scripting {
  /// A script in the cache.
  struct Script {
    let reference: Int32
    let flags: ScriptFlags
    /// Whether it has no first line that tells what it may do; what it does is then looked at only as it does it.
    let isOldStyle: Bool
  }

  /// What runs.
  struct Run {
    /// The script's digest or the function's name.
    let name: String
    /// Whose script it is.
    let caller: Session
    /// In which its commands run: SELECT in a script ends with it.
    let session: Session
    /// Whether writes are refused.
    let isReadOnly: Bool
    /// Whether its commands run although memory is short.
    let allowsOOM: Bool
    /// Whether it is a function.
    let isFunction: Bool
    /// The words of the command that called it, where that is a function's.
    let command: [[UInt8]]
    /// When it began, in microseconds of the monotonic clock.
    let startedAt: Int64
    /// Whether it has run for longer than `busy-reply-threshold`.
    var isSlow = false
    /// Whether somebody wants it to end.
    var isKilled = false
    /// Whether it has written, after which it is not stopped for want of memory.
    var hasWritten = false
    /// Where its changes go: 1 is the append-only file (`redis.set_repl`).
    var replication = 3
  }

  unowned let engine: Engine
  private let random = LuaRandom()
  private var machines: [LuaKind: LuaMachine] = [:]
  /// The scripts by their digests.
  var scripts: [[UInt8]: Script] = [:]
  /// What runs; nil between scripts.
  var run: Run?
  /// The functions that the library that is being loaded has registered; nil when none is.
  var registered: [LibraryFunction]?
  /// When a library must be loaded at the latest, in microseconds of the monotonic clock.
  var loadDeadline = Int64.max
  /// Milliseconds after which a script is slow (Redis directive `busy-reply-threshold`); 0 for never.
  var busyThreshold = 0
  /// Whether the running script shall end.
  var isInterrupted: () -> Bool = { false }
  /// The error reply of the command that the script has run last.
  var lastRefusal: [UInt8] = []
  /// Where the replies to a script's commands go.
  var reply = ReplyWriter()

  init(_ engine: Engine) { self.engine = engine }

  /// Bytes that an interpreter has in use; 0 before the first script.
  func memory(of kind: LuaKind) -> Int { machines[kind]?.memory ?? 0 }

  /// The interpreter of this kind.
  func machine(_ kind: LuaKind) throws(CommandError) -> LuaMachine {
    if let machine = machines[kind] { return machine }
    guard let library = engine.surroundings.openLua(),
      let machine = LuaMachine(library, kind, random: random, host: self)
    else { throw .luaIsMissing }
    machines[kind] = machine
    return machine
  }

  /// Whether there is an interpreter to run anything.
  var canRun: Bool { engine.surroundings.openLua() != nil }

  /// Forgets all scripts and the interpreter that has them.
  func flushScripts() {
    scripts = [:]
    machines[.scripts] = nil
  }

  /// Lets the interpreter forget functions.
  func release(_ references: [Int32]) {
    guard let machine = machines[.functions] else { return }
    for reference in references { machine.release(reference) }
  }
}

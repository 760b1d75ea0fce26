public import Bytes

/// What scripts reach beyond the interpreter. None of these may call the machine.
public protocol LuaHost: AnyObject {
  /// Runs the command whose arguments lie at `ranges` of `bytes`, and appends its reply.
  func runScriptCommand(_ bytes: Span<UInt8>, _ ranges: Span<Range<Int>>, reply: inout ByteWriter)

  /// Runs a function of the module `redis`.
  func runScriptFunction(_ function: LuaFunction, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue]

  /// The text of the error with which the running script shall end; nil to let it go on.
  func scriptInterruption() -> StaticString?
}

/// An error on its way into a script, or out of the compiler.
public enum LuaError: Error, Equatable, Sendable {
  /// A text; the place in the script is put before it.
  case error([UInt8])
  /// A refusal of the module `redis`, without its code: raised as a table with the field `err`.
  case redis([UInt8])
  /// A refusal that is returned as such a table.
  case value([UInt8])
  /// What is wrong with the argument of that number, from 1.
  case argument(Int, String)

  static func text(_ text: String) -> LuaError { .error(Array(text.utf8)) }
  /// A refusal of the module `redis`.
  public static func refusal(_ text: String) -> LuaError { .redis(Array(text.utf8)) }
}

/// For what an interpreter is: each has its own names.
public enum LuaKind: Sendable {
  /// EVAL.
  case scripts
  /// FCALL and FUNCTION LOAD.
  case functions
}

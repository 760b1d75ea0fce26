import Bytes

/// Texts of the commands that run and manage scripts.
extension CommandError {
  public static var noScript: CommandError { .text("NOSCRIPT No matching script. Please use EVAL.") }
  public static var noScriptRunning: CommandError { .text("NOTBUSY No scripts in execution right now.") }
  public static var negativeKeyCount: CommandError { .text("ERR Number of keys can't be negative") }
  public static var tooManyKeys: CommandError { .text("ERR Number of keys can't be greater than number of args") }
  public static var badKeyCount: CommandError { .text("ERR Bad number of keys provided") }
  public static var noFunction: CommandError { .text("ERR Function not found") }
  public static var noLibrary: CommandError { .text("ERR Library not found") }
  public static var noFunctionsRegistered: CommandError { .text("ERR No functions registered") }
  public static var writeScriptInReadOnlyCommand: CommandError {
    .text("ERR Can not execute a script with write flag using *_ro command.")
  }

  /// A library is called so already.
  public static func libraryExists(_ name: [UInt8]) -> CommandError {
    .message(Array("ERR Library '".utf8) + name + Array("' already exists".utf8))
  }

  /// The same of a payload, without quotes in Redis.
  public static func restoredLibraryExists(_ name: [UInt8]) -> CommandError {
    .message(Array("ERR Library ".utf8) + name + Array(" already exists".utf8))
  }

  /// A function is called so already.
  public static func functionExists(_ name: [UInt8]) -> CommandError {
    .message(Array("ERR Function ".utf8) + name + Array(" already exists".utf8))
  }

  /// A text that ends with what was given, up to its first zero byte.
  public static func ending(_ text: StaticString, _ given: Span<UInt8>) -> CommandError {
    .message(Array(text.description.utf8) + given.untilZero)
  }

  /// Nothing can be run, because the interpreter is not installed.
  public static var luaIsMissing: CommandError {
    .text(
      """
      ERR Lua is not installed: scripts and functions need liblua5.1.so.0, which the Debian package liblua5.1-0 holds
      """)
  }
}

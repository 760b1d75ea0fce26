import CLua

/// The system's Lua 5.1, opened when it is first asked for.
public struct LuaLibrary: Sendable {
  /// The file that is opened.
  public static let fileName = "liblua5.1.so.0"

  /// The library; nil when it is not installed.
  public static func open() -> LuaLibrary? { unsafe clua_open(fileName) ? LuaLibrary() : nil }

  private init() {}
}

import Bytes

/// A line for the engine's log, without its time and process.
public struct LogLine: Equatable, Sendable {
  /// How important a line is; the raw value is the sign that Redis prints.
  public enum Level: UInt8, Sendable {
    /// Of interest to a developer.
    case debug = 0x2E
    /// Of little interest.
    case verbose = 0x2D
    /// Of moderate interest: the default of the Redis directive `loglevel`.
    case notice = 0x2A
    /// Important.
    case warning = 0x23
  }

  /// Its level.
  public var level: Level
  /// Its text, which may hold the bytes of a key.
  public var text: [UInt8]

  /// A line of the given level and text.
  public init(_ level: Level, _ text: [UInt8]) {
    self.level = level
    self.text = text
  }

  /// A line made of literals, numbers and bytes by `build`.
  init(_ level: Level, build: (inout ByteWriter) -> Void) {
    var writer = ByteWriter(minimumCapacity: 128)
    build(&writer)
    self.init(level, writer.array)
  }
}

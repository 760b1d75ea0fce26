import Bytes
import Disk
public import SystemPackage

/// The name of a file without its directory: any bytes, as a manifest and a configuration may hold them.
public struct FileName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The bytes of the name; a NUL ends it, as it does in C.
  public let bytes: [UInt8]

  /// The name with these bytes, up to the first NUL.
  public init(_ bytes: [UInt8]) { self.bytes = Array(bytes.prefix { $0 != 0 }) }

  /// The name with the UTF-8 bytes of `text`.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// The name with the UTF-8 bytes of a literal.
  public init(stringLiteral text: String) { self.init(text) }

  /// The name for a line of the log; what is not UTF-8 shows as replacement characters.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// The path of the file in `directory`; an empty name is the directory itself, as for the system.
  public func path(in directory: FilePath) -> FilePath {
    if bytes.isEmpty || bytes.contains(0x2F) { return directory }
    let slash: [UInt8] = directory.bytes.last == 0x2F || directory.isEmpty ? [] : [0x2F]
    return FilePath(bytes: directory.bytes + slash + bytes) ?? directory
  }

  static func + (name: FileName, suffix: String) -> FileName { FileName(name.bytes + Array(suffix.utf8)) }

  static func + (prefix: String, name: FileName) -> FileName { FileName(Array(prefix.utf8) + name.bytes) }
}

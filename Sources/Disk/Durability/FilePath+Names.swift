import SystemPackage

/// Paths taken apart and put together by their bytes: the models look up several for each call, and swift-system's
/// components are costly, above all in debug builds.
extension FilePath {
  /// The names in the path without `.`, with `..` resolved lexically.
  var names: [Namespace.Name] { Self.names(bytes) }

  /// The same for the bytes of a path.
  static func names(_ bytes: [UInt8]) -> [Namespace.Name] {
    var names: [Namespace.Name] = []
    for part in bytes.split(separator: UInt8(ascii: "/")) {
      switch part {
      case [UInt8(ascii: ".")]: break
      case [UInt8(ascii: "."), UInt8(ascii: ".")]: _ = names.popLast()
      default: names.append(Array(part))
      }
    }
    return names
  }

  /// The path with `names` behind it.
  func appending(_ names: [Namespace.Name]) -> FilePath {
    guard !names.isEmpty else { return self }
    var joined = bytes
    if joined.last == UInt8(ascii: "/") { joined.removeLast() }
    for name in names { joined += [UInt8(ascii: "/")] + name }
    guard let path = FilePath(bytes: joined) else { preconditionFailure("a name holds a NUL") }
    return path
  }
}

import Glibc
public import SystemPackage

extension FilePath.Component {
  /// The bytes of the name, which need not be UTF-8.
  public var bytes: [UInt8] {
    unsafe withPlatformString { unsafe [UInt8](UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
  }

  /// The name with these bytes, nil when they are no single name: empty, or with a slash or a NUL in them.
  public init?(bytes: [UInt8]) {
    guard !bytes.contains(0), !bytes.contains(UInt8(ascii: "/")) else { return nil }
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    let made = unsafe terminated.withUnsafeBufferPointer { buffer -> FilePath.Component? in
      guard let start = buffer.baseAddress else { return nil }
      return unsafe FilePath.Component(platformString: start)
    }
    guard let made else { return nil }
    self = made
  }
}

extension FilePath {
  /// The bytes of the path, which need not be UTF-8.
  public var bytes: [UInt8] {
    unsafe withPlatformString { unsafe [UInt8](UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
  }

  /// The path with these bytes, nil when there is a NUL among them.
  public init?(bytes: [UInt8]) {
    guard !bytes.contains(0) else { return nil }
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    let made = unsafe terminated.withUnsafeBufferPointer { buffer -> FilePath? in
      guard let start = buffer.baseAddress else { return nil }
      return unsafe FilePath(platformString: start)
    }
    guard let made else { return nil }
    self = made
  }
}

extension [DirectoryEntry] {
  /// The entries in the order of their names' bytes.
  func sortedByName() -> [DirectoryEntry] {
    map { ($0, $0.name.bytes) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }
}

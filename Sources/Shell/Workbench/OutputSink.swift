/// Where a workbench prints; it knows no standard output itself.
public protocol OutputSink: AnyObject {
  /// Takes what a line prints.
  func output(_ bytes: [UInt8])
  /// Takes a message for people, such as `FILE:LINE: message`, with its newline.
  func error(_ bytes: [UInt8])
  /// Lets everything taken so far be seen.
  func flush()
}

/// A sink that keeps what it is given.
public final class CollectedOutput: OutputSink {
  /// What lines printed.
  public private(set) var output: [UInt8] = []
  /// The messages.
  public private(set) var errors: [UInt8] = []

  /// An empty sink.
  public init() {}

  public func output(_ bytes: [UInt8]) { output += bytes }
  public func error(_ bytes: [UInt8]) { errors += bytes }
  public func flush() {}

  /// Hands out what lines printed since the last call.
  public func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }
}

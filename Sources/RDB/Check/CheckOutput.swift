public import Bytes

/// Where a check of a file prints.
public struct CheckOutput {
  /// Takes what Redis' tools print to standard output, piece by piece.
  public let print: ([UInt8]) -> Void
  /// Takes what they log, which goes there too, with process and time before it.
  public let log: ([UInt8]) -> Void

  /// An output of the given functions.
  public init(print: @escaping ([UInt8]) -> Void, log: @escaping ([UInt8]) -> Void) {
    self.print = print
    self.log = log
  }

  /// Prints a line that `build` makes.
  public func line(_ build: (inout ByteWriter) -> Void) {
    var writer = ByteWriter(minimumCapacity: 128)
    build(&writer)
    writer.append("\n")
    self.print(writer.array)
  }
}

extension ByteWriter {
  /// Appends `text` as C's `%s` does: up to the first zero.
  public mutating func append(terminated text: Span<UInt8>) {
    for index in text.indices {
      if text[index] == 0 { return }
      append(text[index])
    }
  }
}

public import Bytes

/// Where a check of a file prints.
public struct CheckOutput {
  /// Takes what Redis' tools print to standard output, piece by piece.
  public let print: ([UInt8]) -> Void
  /// Takes what they log, which goes there too, with process and time before it.
  public let log: (String) -> Void

  /// An output of the given functions.
  public init(print: @escaping ([UInt8]) -> Void, log: @escaping (String) -> Void) {
    self.print = print
    self.log = log
  }

  /// Prints a line that `build` makes.
  ///
  /// Redis' tools make many lines in a buffer of 1024 bytes, whose last is a zero: longer ones are cut.
  func line(cutAt limit: Int = .max, _ build: (inout ByteWriter) -> Void) {
    var writer = ByteWriter(minimumCapacity: 128)
    build(&writer)
    if writer.count > limit { writer.truncate(to: limit) }
    writer.append("\n")
    print(writer.array)
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

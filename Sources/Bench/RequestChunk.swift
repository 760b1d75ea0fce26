import Bytes

/// Requests on their way to a file, gathered to be written a megabyte or so at a time.
struct RequestChunk: ~Copyable {
  private static let size = 1 << 20

  var bytes = ByteWriter(minimumCapacity: size)

  /// Gives what has been gathered to `sink` when it is enough.
  mutating func drainIfFull<Failure: Error>(to sink: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
    if bytes.count > Self.size { try drain(to: sink) }
  }

  /// Gives what has been gathered to `sink`.
  mutating func drain<Failure: Error>(to sink: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
    if bytes.isEmpty { return }
    try sink(bytes.span)
    bytes.removeAll()
  }
}

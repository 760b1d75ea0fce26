import NIOCore

/// The one buffer in which replies are handed to sockets.
final class SharedBuffer {
  private(set) var buffer = ByteBufferAllocator().buffer(capacity: 1 << 16)
  /// Bytes beyond which the buffer is given back after it was used.
  private static let limit = 1 << 20

  /// Makes `bytes` its content.
  func fill(_ bytes: Span<UInt8>) {
    if bytes.count > Self.limit {
      buffer = ByteBufferAllocator().buffer(capacity: bytes.count)
    } else {
      buffer.clear()
    }
    unsafe buffer.writeBytes(bytes.bytes)
  }

  /// Gives a large content up, so that it goes when the channel has sent it.
  func forgetLarge() {
    if buffer.capacity > Self.limit { buffer = ByteBufferAllocator().buffer(capacity: 1 << 16) }
  }
}

import Commands

extension RequestStream {
  /// What the requests of one chunk brought.
  struct Counts {
    /// The offset in the stream of the chunk's first byte.
    let base: Int
    /// Requests before this chunk.
    let earlier: Int
    /// Error replies that may still be kept.
    let room: Int
    /// Whether the first error reply ends the stream.
    let bails: Bool
    var summary = Summary()

    var wantsMessage: Bool { summary.failures.count < room }

    /// Counts a request; `message` is that of its error reply.
    mutating func add(_ message: [UInt8]?, at offset: Int) {
      summary.replies += 1
      guard let message else { return }
      summary.errors += 1
      guard wantsMessage else { return }
      summary.failures.append(
        Failure(request: earlier + summary.replies, offset: base + offset, message: message))
    }

    /// Why the stream is not read on after the request that was counted last; nil when it is.
    func end(_ session: Session) -> End? {
      if session.isClosing { return .closed }
      return bails && summary.errors > 0 ? .bailed : nil
    }

    /// The stream ended with the request before `offset`.
    mutating func stop(_ end: End, at offset: Int) -> Int {
      summary.end = end
      return offset
    }

    /// At `offset` there is no request.
    mutating func fail(_ message: [UInt8], at offset: Int) -> Int {
      add(message, at: offset)
      summary.end = .malformed(offset: base + offset)
      return offset
    }
  }
}

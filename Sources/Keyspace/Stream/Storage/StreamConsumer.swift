import Bytes

/// The block of a consumer, in front of its name.
@unsafe struct ConsumerHeader {
  var name = NameWord()
  var seenTime: Int64
  var pending = OrderedTree<StreamID>()

  init(seenTime: Int64) { unsafe self.seenTime = seenTime }
}

/// A consumer of a group.
///
/// A handle, valid until the consumer is removed.
@safe public struct StreamConsumer: Equatable {
  let header: UnsafeMutablePointer<ConsumerHeader>

  init(_ block: NamedBlock) { unsafe header = block.base.assumingMemoryBound(to: ConsumerHeader.self) }

  var block: NamedBlock { unsafe NamedBlock(UnsafeMutableRawPointer(header)) }

  /// The name.
  public var name: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let span = block.name
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// When it was last heard of, Unix time in milliseconds.
  public var seenTime: Int64 {
    get { unsafe header.pointee.seenTime }
    nonmutating set { unsafe header.pointee.seenTime = newValue }
  }

  /// Entries that were delivered to it and not acknowledged.
  ///
  /// O(1).
  public var pendingCount: Int { unsafe header.pointee.pending.count }

  /// The first of its pending entries from `id` on.
  ///
  /// O(log n).
  public func firstPending(from id: StreamID) -> StreamID? {
    unsafe header.pointee.pending.lowerBound { $0 < id }?.position.element
  }

  /// Calls `body` with the ID of each of its pending entries, in order.
  public func forEachPending(_ body: (StreamID) -> Void) { unsafe header.pointee.pending.forEach(body) }

  func release() {
    unsafe header.pointee.pending.release()
    block.release()
  }

  public static func == (left: StreamConsumer, right: StreamConsumer) -> Bool { unsafe left.header == right.header }
}

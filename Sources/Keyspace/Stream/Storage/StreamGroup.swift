import Bytes

/// The block of a consumer group, in front of its name.
@unsafe struct GroupHeader {
  var name = NameWord()
  var root: UnsafeMutablePointer<StreamRoot>
  var lastID: StreamID
  var entriesRead: Int64
  var pending = OrderedTree<PendingElement>()
  var consumers = OrderedTree<NamedBlock>()
}

/// A group of consumers that share the entries of a stream between them.
///
/// A handle, valid until the group is removed.
@safe public struct StreamGroup {
  let header: UnsafeMutablePointer<GroupHeader>

  init(_ block: NamedBlock) { unsafe header = block.base.assumingMemoryBound(to: GroupHeader.self) }

  var block: NamedBlock { unsafe NamedBlock(UnsafeMutableRawPointer(header)) }

  /// The name.
  public var name: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let span = block.name
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The last entry that was delivered.
  public var lastID: StreamID {
    get { unsafe header.pointee.lastID }
    nonmutating set { unsafe header.pointee.lastID = newValue }
  }

  /// How many entries precede the one after ``lastID``, -1 when that is not known.
  public var entriesRead: Int64 {
    get { unsafe header.pointee.entriesRead }
    nonmutating set { unsafe header.pointee.entriesRead = newValue }
  }

  /// Runs a change of the group's trees and keeps the stream's account of memory.
  func accounting<Result>(_ body: () -> Result) -> Result {
    let before = unsafe header.pointee.pending.memory + header.pointee.consumers.memory
    defer {
      let after = unsafe header.pointee.pending.memory + header.pointee.consumers.memory
      unsafe header.pointee.root.pointee.treeMemory += after - before
    }
    return body()
  }

  // MARK: Consumers

  /// Number of consumers.
  ///
  /// O(1).
  public var consumerCount: Int { unsafe header.pointee.consumers.count }

  /// The consumer of a rank in the order of the names.
  public func consumer(at rank: Int) -> StreamConsumer {
    guard let position = unsafe header.pointee.consumers.position(at: rank) else {
      preconditionFailure("no such consumer")
    }
    return StreamConsumer(position.element)
  }

  /// The consumer of that name.
  public func consumer(named name: Span<UInt8>) -> StreamConsumer? {
    guard let found = unsafe header.pointee.consumers.find(name) else { return nil }
    return StreamConsumer(found.block)
  }

  /// Adds a consumer; nil if there is one of that name.
  public func addConsumer(named name: Span<UInt8>, seenTime: Int64) -> StreamConsumer? {
    if unsafe header.pointee.consumers.find(name) != nil { return nil }
    let block = unsafe NamedBlock.make(ConsumerHeader(seenTime: seenTime), name: name)
    unsafe header.pointee.root.pointee.blockMemory += block.memory
    accounting { unsafe header.pointee.consumers.insert(block) }
    return StreamConsumer(block)
  }

  /// Removes a consumer with its pending entries.
  public func remove(_ consumer: StreamConsumer) {
    accounting {
      unsafe consumer.header.pointee.pending.forEach { id in
        _ = unsafe header.pointee.pending.remove(PendingElement(id))
      }
      if let found = unsafe header.pointee.consumers.find(consumer.name) {
        _ = unsafe header.pointee.consumers.remove(at: found.rank)
      }
    }
    unsafe header.pointee.root.pointee.blockMemory -= consumer.block.memory
    unsafe header.pointee.root.pointee.treeMemory -= consumer.header.pointee.pending.memory
    consumer.release()
  }
}

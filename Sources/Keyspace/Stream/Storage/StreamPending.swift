/// An entry that a group has delivered and that was not acknowledged.
public struct StreamPending {
  /// Its ID.
  public let id: StreamID
  /// When it was delivered last, Unix time in milliseconds.
  public var deliveryTime: Int64
  /// How often it was delivered.
  public var deliveryCount: UInt64
  /// To whom it was delivered; nil only while it is being loaded.
  public var consumer: StreamConsumer?

  /// An entry that was delivered.
  public init(_ id: StreamID, deliveryTime: Int64, deliveryCount: UInt64, consumer: StreamConsumer?) {
    self.id = id
    self.deliveryTime = deliveryTime
    self.deliveryCount = deliveryCount
    self.consumer = consumer
  }

  init(_ element: PendingElement) {
    id = element.id
    deliveryTime = element.deliveryTime
    deliveryCount = element.deliveryCount
    unsafe consumer = UnsafeMutableRawPointer(bitPattern: element.consumer).map {
      unsafe StreamConsumer(NamedBlock($0))
    }
  }
}

/// A pending entry in the tree of its group.
struct PendingElement: OrderedTreeElement {
  let id: StreamID
  var deliveryTime: Int64 = 0
  var deliveryCount: UInt64 = 0
  /// The bits of the address of the consumer's block, 0 for none.
  var consumer: UInt = 0

  /// What finds the entry with this ID.
  init(_ id: StreamID) { self.id = id }

  init(_ pending: StreamPending) {
    id = pending.id
    deliveryTime = pending.deliveryTime
    deliveryCount = pending.deliveryCount
    if let consumer = pending.consumer { self.consumer = unsafe UInt(bitPattern: consumer.header) }
  }

  @inline(__always)
  static func isLess(_ first: PendingElement, _ second: PendingElement) -> Bool { first.id < second.id }
}

extension StreamGroup {
  /// Entries that were delivered and not acknowledged.
  ///
  /// O(1).
  public var pendingCount: Int { unsafe header.pointee.pending.count }

  /// The pending entry with this ID.
  ///
  /// O(log n).
  public func pending(_ id: StreamID) -> StreamPending? {
    unsafe header.pointee.pending.find(PendingElement(id)).map { StreamPending($0.position.element) }
  }

  /// The first pending entry from `id` on.
  ///
  /// O(log n).
  public func firstPending(from id: StreamID) -> StreamPending? {
    unsafe header.pointee.pending.lowerBound { $0.id < id }.map { StreamPending($0.position.element) }
  }

  /// The last pending entry.
  public var lastPending: StreamPending? { unsafe header.pointee.pending.last.map { StreamPending($0.element) } }

  /// Calls `body` with each pending entry, in order.
  public func forEachPending(_ body: (StreamPending) -> Void) {
    unsafe header.pointee.pending.forEach { body(StreamPending($0)) }
  }

  /// Adds a pending entry, or changes the one with the same ID, which passes from its old consumer to the new one.
  ///
  /// O(log n).
  public func setPending(_ pending: StreamPending) {
    let element = PendingElement(pending)
    let old = self.pending(pending.id)
    accounting {
      if old == nil {
        unsafe header.pointee.pending.insert(element)
      } else {
        _ = unsafe header.pointee.pending.replace(element, with: element)
      }
    }
    if let old, old.consumer == pending.consumer { return }
    if let consumer = old?.consumer { change(consumer) { _ = $0.remove(pending.id) } }
    if let consumer = pending.consumer { change(consumer) { $0.insert(pending.id) } }
  }

  /// Removes the pending entry with this ID, and tells whether there was one.
  ///
  /// O(log n).
  @discardableResult
  public func removePending(_ id: StreamID) -> Bool {
    guard let old = pending(id) else { return false }
    accounting { _ = unsafe header.pointee.pending.remove(PendingElement(id)) }
    if let consumer = old.consumer { change(consumer) { _ = $0.remove(id) } }
    return true
  }

  private func change(_ consumer: StreamConsumer, _ body: (inout OrderedTree<StreamID>) -> Void) {
    unsafe header.pointee.root.pointee.treeMemory -= consumer.header.pointee.pending.memory
    unsafe body(&consumer.header.pointee.pending)
    unsafe header.pointee.root.pointee.treeMemory += consumer.header.pointee.pending.memory
  }
}

import Bytes

extension StreamValue {
  /// The largest node, and the most bytes that an entry may have.
  static let largestNode = 1 << 30

  /// The entries from `lowest` through `highest`, in that order or the reverse.
  public func entries(
    from lowest: StreamID = .zero, through highest: StreamID = .greatest, isReversed: Bool = false,
    includesDeleted: Bool = false
  ) -> StreamIterator {
    StreamIterator(self, from: lowest, through: highest, isReversed: isReversed, includesDeleted: includesDeleted)
  }

  /// Whether there is an entry with this ID.
  public func contains(_ id: StreamID) -> Bool {
    var iterator = entries(from: id, through: id)
    return iterator.next()
  }

  /// The ID of the first or the last entry; nil when there is none.
  public func edge(isFirst: Bool, includesDeleted: Bool = false) -> StreamID? {
    var iterator = entries(isReversed: !isFirst, includesDeleted: includesDeleted)
    return iterator.next() ? iterator.id : nil
  }

  // MARK: Adding

  /// Adds an entry whose fields, names and values in turns, lie at `fields` of `bytes`.
  ///
  /// Returns false, with the stream unchanged, if they are too long. `id` must be greater than ``lastID``. O(log
  /// nodes) and the cost of copying.
  public mutating func append(
    _ id: StreamID, _ bytes: Span<UInt8>, _ fields: Span<Range<Int>>, _ limits: EncodingLimits
  ) -> Bool {
    var length = 0
    for index in fields.indices { length += fields[index].count }
    if length > Self.largestNode { return false }
    if let last = unsafe root.pointee.nodes.last?.element, Self.hasRoom(in: last, for: length, limits) {
      let list = unsafe last.list
      unsafe root.pointee.blockMemory -= list.memory
      var node = unsafe StreamListpack(list)
      unsafe node.append(
        id.milliseconds &- last.id.milliseconds, id.sequence &- last.id.sequence, bytes, fields)
      unsafe replace(last, with: node.list)
    } else {
      var node = unsafe StreamListpack.make(bytes, fields)
      unsafe node.append(0, 0, bytes, fields)
      unsafe root.pointee.blockMemory += node.list.memory
      unsafe root.pointee.nodes.insert(StreamNode(id, node.list))
    }
    unsafe root.pointee.count += 1
    unsafe root.pointee.entriesAdded &+= 1
    lastID = id
    if count == 1 { firstID = id }
    return true
  }

  /// Whether an entry with so many bytes goes to the last node, and not to a new one.
  private static func hasRoom(in node: StreamNode, for length: Int, _ limits: EncodingLimits) -> Bool {
    let list = unsafe node.list
    let isLimited = limits.streamNodeMaxBytes > 0 && limits.streamNodeMaxBytes < largestNode
    if unsafe list.byteCount + length >= (isLimited ? limits.streamNodeMaxBytes : largestNode) { return false }
    let header = unsafe StreamListpack(list)
    return unsafe limits.streamNodeMaxEntries <= 0 || header.live + header.deleted < limits.streamNodeMaxEntries
  }

  /// Puts the listpack of a node, which may have moved, in its place; its memory has been taken off the account.
  func replace(_ node: StreamNode, with list: Listpack) {
    unsafe root.pointee.blockMemory += list.memory
    if unsafe list.base == node.list.base { return }
    _ = unsafe root.pointee.nodes.replace(node, with: StreamNode(node.id, list))
  }

  // MARK: Removing

  /// Removes the entry with this ID, and tells whether there was one.
  ///
  /// ``firstID`` and ``maxDeletedID`` are left to the caller. O(log nodes).
  public mutating func remove(_ id: StreamID) -> Bool {
    var iterator = entries(from: id, through: id)
    guard iterator.next(), let node = iterator.node else { return false }
    var list = unsafe StreamListpack(node.list)
    unsafe root.pointee.count -= 1
    let live = unsafe list.live
    if live <= 1 {
      drop(node)
      return true
    }
    unsafe root.pointee.blockMemory -= list.list.memory
    unsafe list.mark(iterator.entry)
    unsafe list.setLive(live - 1)
    unsafe list.setDeleted(list.deleted + 1)
    unsafe replace(node, with: list.list)
    return true
  }

  /// Frees a node with all its entries.
  func drop(_ node: StreamNode) {
    unsafe root.pointee.blockMemory -= node.list.memory
    _ = unsafe root.pointee.nodes.remove(node)
    unsafe node.list.release()
  }

  // MARK: Loading

  /// What is wrong with a node that was loaded.
  public enum NodeDamage: Error {
    case notAListpack, empty, notANode, knownID
  }

  /// Adds a node as a file has it, and counts its entries.
  ///
  /// Throws for damaged bytes, with the stream unchanged. O(count).
  public mutating func append(node id: StreamID, _ bytes: Span<UInt8>) throws(NodeDamage) {
    guard ListpackFormat.isValid(bytes, deeply: true) else { throw .notAListpack }
    let list = unsafe Listpack.make(copying: bytes)
    let node = unsafe StreamNode(id, list)
    let damage: NodeDamage? =
      if unsafe list.first == nil {
        .empty
      } else if unsafe !StreamListpack(list).isNode {
        .notANode
      } else if unsafe root.pointee.nodes.find(node) != nil { .knownID } else { nil }
    if let damage {
      unsafe list.release()
      throw damage
    }
    unsafe root.pointee.blockMemory += list.memory
    unsafe root.pointee.nodes.insert(node)
    unsafe root.pointee.count += StreamListpack(list).live
  }
}

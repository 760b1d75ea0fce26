import Bytes

extension StreamValue {
  /// Number of consumer groups.
  ///
  /// O(1).
  public var groupCount: Int { unsafe root.pointee.groups.count }

  /// The group of a rank in the order of the names.
  public func group(at rank: Int) -> StreamGroup {
    guard let position = unsafe root.pointee.groups.position(at: rank) else { preconditionFailure("no such group") }
    return StreamGroup(position.element)
  }

  /// The group of that name.
  public func group(named name: Span<UInt8>) -> StreamGroup? {
    guard let found = unsafe root.pointee.groups.find(name) else { return nil }
    return StreamGroup(found.block)
  }

  /// Adds a group; nil if there is one of that name.
  public mutating func addGroup(named name: Span<UInt8>, lastID: StreamID, entriesRead: Int64) -> StreamGroup? {
    if unsafe root.pointee.groups.find(name) != nil { return nil }
    let header = unsafe GroupHeader(root: root, lastID: lastID, entriesRead: entriesRead)
    let block = unsafe NamedBlock.make(header, name: name)
    unsafe root.pointee.blockMemory += block.memory
    unsafe root.pointee.groups.insert(block)
    return StreamGroup(block)
  }

  /// Removes a group with its consumers.
  public mutating func remove(_ group: StreamGroup) {
    if let found = unsafe root.pointee.groups.find(group.name) {
      _ = unsafe root.pointee.groups.remove(at: found.rank)
    }
    unsafe root.pointee.blockMemory -= group.block.memory
    let trees = unsafe group.header.pointee.pending.memory + group.header.pointee.consumers.memory
    unsafe root.pointee.treeMemory -= trees
    unsafe group.header.pointee.consumers.forEach { block in
      unsafe root.pointee.blockMemory -= block.memory
      unsafe root.pointee.treeMemory -= StreamConsumer(block).header.pointee.pending.memory
    }
    group.release()
  }

  /// Adds a copy of a group of another stream.
  func addCopy(of group: StreamGroup) {
    var copy = self
    guard let added = copy.addGroup(named: group.name, lastID: group.lastID, entriesRead: group.entriesRead) else {
      preconditionFailure("a group of that name")
    }
    for rank in 0..<group.consumerCount {
      let consumer = group.consumer(at: rank)
      guard let other = added.addConsumer(named: consumer.name, seenTime: consumer.seenTime) else { continue }
      consumer.forEachPending { id in
        guard var pending = group.pending(id) else { return }
        pending.consumer = other
        added.setPending(pending)
      }
    }
  }

  // MARK: How far a group is behind

  /// How many entries precede the one after `id`, and `id` itself, since the stream's beginning; -1 if that cannot be
  /// known.
  public func entriesRead(upTo id: StreamID) -> Int64 {
    let added = Int64(truncatingIfNeeded: entriesAdded)
    if added == 0 { return 0 }
    if count == 0, id <= lastID { return added }
    if id == lastID { return added }
    if id > lastID { return -1 }
    if maxDeletedID == .zero || maxDeletedID < firstID {
      if id < firstID { return added &- Int64(count) }
      if id == firstID { return added &- Int64(count) &+ 1 }
    }
    return -1
  }

  /// Whether an entry from `id` on may have been removed by XDEL.
  public func mayLackEntries(from id: StreamID) -> Bool {
    if count == 0 || maxDeletedID == .zero || maxDeletedID < firstID { return false }
    return id <= maxDeletedID
  }

  /// How many entries the group has not read; nil if that cannot be known.
  public func lag(of group: StreamGroup) -> Int64? {
    if entriesAdded == 0 { return 0 }
    let added = Int64(truncatingIfNeeded: entriesAdded)
    if group.entriesRead != -1, !mayLackEntries(from: group.lastID) { return added &- group.entriesRead }
    let read = entriesRead(upTo: group.lastID)
    return read == -1 ? nil : added &- read
  }
}

extension StreamValue {
  /// Removes entries at the front, and returns how many.
  ///
  /// Whole nodes go; of the first node that must stay in part, entries are only marked as deleted. O(removed).
  public mutating func trim(_ trim: StreamTrim) -> Int {
    var removed = 0
    while let node = unsafe root.pointee.nodes.first?.element {
      if case .maxLength(let length) = trim.bound, count <= length { break }
      let live = unsafe StreamListpack(node.list).live
      if trim.limit > 0, removed + live > trim.limit { break }
      guard isBeyond(trim.bound, node, live) else {
        if !trim.isApproximate { removed += trimEntries(of: node, trim.bound) }
        break
      }
      unsafe root.pointee.count -= live
      removed += live
      drop(node)
    }
    if count == 0 {
      firstID = .zero
    } else if removed > 0 {
      firstID = edge(isFirst: true) ?? .zero
    }
    return removed
  }

  /// Whether nothing of a node stays.
  private func isBeyond(_ bound: StreamTrim.Bound, _ node: StreamNode, _ live: Int) -> Bool {
    switch bound {
    case .maxLength(let length): count - live >= length
    case .minID(let id): (lastID(of: node) ?? .zero) < id
    }
  }

  /// The ID of the last entry of a node, deleted or not.
  private func lastID(of node: StreamNode) -> StreamID? {
    var iterator = StreamIterator(
      self, from: .zero, through: .greatest, isReversed: true, includesDeleted: true)
    iterator.open(node)
    return iterator.next() ? iterator.id : nil
  }

  /// Marks entries at the front of the first node as deleted, and returns how many.
  private func trimEntries(of node: StreamNode, _ bound: StreamTrim.Bound) -> Int {
    var list = unsafe StreamListpack(node.list)
    unsafe root.pointee.blockMemory -= list.list.memory
    var removed = 0
    var iterator = StreamIterator(self, from: .zero, through: .greatest, isReversed: false, includesDeleted: true)
    // Another value of the flags takes as many bytes, so that the walk goes on in the same block.
    while iterator.next(), iterator.node?.id == node.id {
      let isKept: Bool =
        switch bound {
        case .maxLength(let length): count <= length
        case .minID(let id): iterator.id >= id
        }
      if isKept { break }
      if iterator.isDeleted { continue }
      unsafe list.mark(iterator.entry)
      unsafe root.pointee.count -= 1
      removed += 1
    }
    unsafe list.setLive(list.live - removed)
    unsafe list.setDeleted(list.deleted + removed)
    unsafe replace(node, with: list.list)
    return removed
  }
}

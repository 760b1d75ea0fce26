import Glibc

extension StreamValue {
  /// As many blocks as the nodes and the trees of pending entries have.
  ///
  /// O(groups).
  public var releaseEffort: Int {
    var effort = nodeCount
    for rank in 0..<groupCount { effort += 1 + group(at: rank).pendingCount }
    return effort
  }

  public func releasePart(_ budget: inout Int) -> Bool {
    while groupCount > 0 {
      guard group(at: groupCount - 1).releasePart(&budget) else { return false }
      unsafe root.pointee.groups.remove(at: groupCount - 1)
    }
    guard unsafe root.pointee.nodes.releasePart(&budget, unitsPerElement: 1, { unsafe $0.list.release() }) else {
      return false
    }
    unsafe free(root)
    return true
  }
}

extension StreamGroup {
  /// Frees the group with its consumers.
  func release() {
    var budget = Int.max
    _ = releasePart(&budget)
  }

  /// Frees consumers and pending entries, and then the group; nothing else may be done with it from then on.
  ///
  /// Returns whether nothing is left.
  func releasePart(_ budget: inout Int) -> Bool {
    while consumerCount > 0 {
      let consumer = consumer(at: consumerCount - 1)
      guard budget > 0, unsafe consumer.header.pointee.pending.releasePart(&budget, { _ in }) else { return false }
      unsafe header.pointee.consumers.remove(at: consumerCount - 1)
      consumer.release()
      budget -= 1
    }
    guard unsafe header.pointee.pending.releasePart(&budget, { _ in }) else { return false }
    block.release()
    return true
  }
}

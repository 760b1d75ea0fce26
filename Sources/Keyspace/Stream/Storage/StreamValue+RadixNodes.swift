extension StreamValue {
  /// The nodes that a radix tree of Redis would need for the master IDs, which XINFO tells.
  ///
  /// Each end, each branch and each unbranched run of bytes between them is one; the first byte behind a branch belongs
  /// to the branch. O(nodes).
  public var radixNodeCount: Int {
    let count = nodeCount
    if count == 0 { return 1 }
    if count == 1 { return 2 }
    var total = count
    // The depths of the branches above the ID that was read last, the deepest last.
    var branches: [Int] = []
    // How many bytes the ID that was read last has in common with the one before.
    var common = -1
    var last: StreamID?
    func close(below depth: Int) {
      while let branch = branches.last, branch > depth {
        branches.removeLast()
        let parent = max(depth, branches.last ?? -1)
        total += branch - parent > 1 ? 2 : 1
      }
    }
    unsafe root.pointee.nodes.forEach { node in
      if let before = last {
        let depth = before.commonPrefix(node.id)
        if max(common, depth) < 15 { total += 1 }
        close(below: depth)
        if branches.last != depth { branches.append(depth) }
        common = depth
      }
      last = node.id
    }
    if common < 15 { total += 1 }
    close(below: -1)
    return total
  }
}

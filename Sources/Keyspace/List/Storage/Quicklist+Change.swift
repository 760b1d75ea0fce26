import Bytes
import Glibc

extension Quicklist {
  /// The node that holds the element of that index, and the element's index in it.
  ///
  /// O(nodes), from the nearer end.
  func seek(_ index: Int) -> (node: Node, offset: Int)? {
    guard index >= 0, unsafe index < count else { return nil }
    if unsafe index <= count / 2 {
      var (node, offset) = unsafe (head, index)
      while let here = unsafe node {
        let size = unsafe Int(here.pointee.count)
        if offset < size { return unsafe (here, offset) }
        offset -= size
        unsafe node = here.pointee.next
      }
      return nil
    }
    var (node, left) = unsafe (tail, count - index)
    while let here = unsafe node {
      let size = unsafe Int(here.pointee.count)
      if left <= size { return unsafe (here, size - left) }
      left -= size
      unsafe node = here.pointee.previous
    }
    return nil
  }

  /// The place of the element of that index, whose node is expanded.
  private func place(_ index: Int) -> Place? {
    guard let (node, offset) = unsafe seek(index) else { return nil }
    unsafe expand(node)
    if unsafe node.pointee.isPlain { return unsafe Place(node: node, position: 0) }
    guard let position = unsafe Self.list(node).position(at: offset) else { fatalError("a node with fewer elements") }
    return unsafe Place(node: node, position: position)
  }

  /// Replaces the element of that index; false if there is none.
  func set(_ index: Int, _ text: Span<UInt8>, _ limits: EncodingLimits) -> Bool {
    guard let place = unsafe place(index) else { return false }
    let node = unsafe place.node
    let isLarge = text.count >= limits.largeElement
    switch unsafe (node.pointee.isPlain, isLarge) {
    case (false, false):
      var list = unsafe Self.list(node)
      unsafe list.replace(place.position, with: text)
      unsafe store(list, node, change: 0)
      unsafe settle(node, limits)
    case (true, true):
      unsafe root.pointee.memory -= Self.blockSize(node)
      unsafe free(node.pointee.content)
      unsafe node.pointee.content = Self.plainBlock(text)
      unsafe node.pointee.size = text.count
      unsafe root.pointee.memory += Self.blockSize(node)
      unsafe settle(node, limits)
    case (true, false):
      unsafe insert(text, beside: place, after: true, limits)
      unsafe remove(node, limits)
    case (false, true):
      unsafe insert(text, beside: place, after: true, limits)
      unsafe expand(node)
      guard let last = unsafe Self.list(node).last else { fatalError("a node without elements") }
      if unsafe !remove(elementAt: last, of: node, limits).nodeIsGone { unsafe settle(node, limits) }
    }
    return true
  }

  /// Removes `count` elements from `start` on, all of which must be there.
  func remove(from start: Int, count: Int, _ limits: EncodingLimits) {
    guard count > 0, let (first, firstOffset) = unsafe seek(start) else { return }
    var node: Node? = unsafe first
    var (offset, left) = (firstOffset, count)
    while left > 0, let here = unsafe node {
      unsafe node = here.pointee.next
      let size = unsafe Int(here.pointee.count)
      let removed = min(left, size - offset)
      if removed == size {
        unsafe remove(here, limits)
      } else {
        unsafe expand(here)
        var list = unsafe Self.list(here)
        unsafe list.remove(from: offset, count: removed)
        unsafe store(list, here, change: -removed)
        unsafe settle(here, limits)
      }
      left -= removed
      offset = 0
    }
  }

  /// Removes up to `limit` elements that have the text `text`, beginning at `end`, and says how many.
  func remove(_ text: Span<UInt8>, from end: ListEnd, limit: Int, _ limits: EncodingLimits) -> Int {
    var node = unsafe end == .left ? head : tail
    var removed = 0
    while removed < limit, let here = unsafe node {
      unsafe node = end == .left ? here.pointee.next : here.pointee.previous
      guard unsafe contains(here, text) else { continue }
      removed += unsafe remove(text, of: here, from: end, limit: limit - removed, limits)
    }
    return removed
  }

  /// Whether a node has an element with that text.
  private func contains(_ node: Node, _ text: Span<UInt8>) -> Bool {
    if unsafe node.pointee.isPlain, unsafe node.pointee.size != text.count { return false }
    return unsafe withContent(of: node) { content in
      if unsafe node.pointee.isPlain {
        return unsafe text.withUnsafeBufferPointer { source in
          guard let start = source.baseAddress else { return true }
          return unsafe memcmp(content, start, source.count) == 0
        }
      }
      let list = unsafe Listpack(base: content)
      guard let first = unsafe list.first else { return false }
      return unsafe list.find(text, from: first) != nil
    }
  }

  private func remove(
    _ text: Span<UInt8>, of node: Node, from end: ListEnd, limit: Int, _ limits: EncodingLimits
  ) -> Int {
    if unsafe node.pointee.isPlain {
      unsafe remove(node, limits)
      return 1
    }
    unsafe expand(node)
    var removed = 0
    var position = unsafe end == .left ? Self.list(node).first : Self.list(node).last
    while removed < limit, let here = position {
      let list = unsafe Self.list(node)
      let onward = unsafe end == .left ? list.next(here) : list.previous(here)
      guard unsafe list.equals(here, text) else {
        position = onward
        continue
      }
      removed += 1
      let (next, nodeIsGone) = unsafe remove(elementAt: here, of: node, limits)
      if nodeIsGone { return removed }
      position = end == .left ? next : onward
    }
    unsafe settle(node, limits)
    return removed
  }

  /// Adds an element before or after the first one that has the text `pivot`; false if there is none.
  func insert(_ text: Span<UInt8>, beside pivot: Span<UInt8>, after: Bool, _ limits: EncodingLimits) -> Bool {
    var node = unsafe head
    while let here = unsafe node {
      if unsafe contains(here, pivot) {
        unsafe expand(here)
        let list = unsafe Self.list(here)
        let position = unsafe here.pointee.isPlain ? 0 : list.first.flatMap { unsafe list.find(pivot, from: $0) } ?? 0
        unsafe insert(text, beside: Place(node: here, position: position), after: after, limits)
        return true
      }
      unsafe node = here.pointee.next
    }
    return false
  }
}

import Bytes

extension Quicklist {
  /// An element: its node, and its position if that is a listpack.
  @unsafe struct Place {
    let node: Node
    let position: Int
  }

  /// Adds an element before or after another, whose node is not compressed.
  ///
  /// It joins the other's node, or that of its neighbour if the other is at the node's end; else a new node is made or the
  /// node is split, and neighbours that have become small are merged.
  func insert(_ text: Span<UInt8>, beside place: Place, after: Bool, _ limits: EncodingLimits) {
    let node = unsafe place.node
    let isAtEnd = unsafe Self.isAtEnd(place, after: after)
    if text.count >= limits.largeElement {
      return unsafe insertLarge(text, beside: place, after: after, isAtEnd: isAtEnd, limits)
    }
    if unsafe Self.allows(node, text.count, limits) {
      var list = unsafe Self.list(node)
      unsafe list.insert(text, before: after ? list.end(of: place.position) : place.position)
      unsafe store(list, node, change: 1)
      return unsafe settle(node, limits)
    }
    guard isAtEnd else {
      unsafe insert(text, splitting: place, after: after, limits)
      return unsafe mergeNeighbours(of: node, limits)
    }
    let neighbour = unsafe after ? node.pointee.next : node.pointee.previous
    guard let neighbour = unsafe neighbour, unsafe Self.allows(neighbour, text.count, limits) else {
      return unsafe insert(newNode(holding: text), beside: node, after: after, limits)
    }
    unsafe expand(neighbour)
    var list = unsafe Self.list(neighbour)
    if after { unsafe list.prepend(text) } else { unsafe list.append(text) }
    unsafe store(list, neighbour, change: 1)
    unsafe settle(neighbour, limits)
    unsafe settle(node, limits)
  }

  /// Whether the place is at the end of its node on the side where something is inserted.
  private static func isAtEnd(_ place: Place, after: Bool) -> Bool {
    if unsafe place.node.pointee.isPlain { return true }
    let list = unsafe list(place.node)
    return unsafe after ? list.next(place.position) == nil : list.first == place.position
  }

  private func insertLarge(
    _ text: Span<UInt8>, beside place: Place, after: Bool, isAtEnd: Bool, _ limits: EncodingLimits
  ) {
    let plain = unsafe newPlainNode(text)
    if isAtEnd { return unsafe insert(plain, beside: place.node, after: after, limits) }
    let rest = unsafe split(place, after: after)
    unsafe insert(plain, beside: place.node, after: after, limits)
    unsafe insert(rest, beside: plain, after: after, limits)
  }

  private func insert(_ text: Span<UInt8>, splitting place: Place, after: Bool, _ limits: EncodingLimits) {
    let rest = unsafe split(place, after: after)
    var list = unsafe Self.list(rest)
    if after { unsafe list.prepend(text) } else { unsafe list.append(text) }
    unsafe store(list, rest, change: 1)
    // The node's elements are counted when it is linked.
    unsafe root.pointee.count -= 1
    unsafe insert(rest, beside: place.node, after: after, limits)
  }

  /// Splits a node at a place that it keeps, and returns a node with the elements after or before it, not linked yet.
  private func split(_ place: Place, after: Bool) -> Node {
    let node = unsafe place.node
    var list = unsafe Self.list(node)
    let before = unsafe Int(node.pointee.count)
    let position = unsafe after ? list.end(of: place.position) : place.position
    let rest = unsafe list.split(before: position)
    let (kept, moved) = unsafe after ? (list, rest) : (rest, list)
    unsafe store(kept, node, change: kept.count - before)
    return unsafe newNode(moved)
  }

  // MARK: Merging

  /// Merges the neighbours of `center` with theirs, and then with it, as far as the limits allow.
  private func mergeNeighbours(of center: Node, _ limits: EncodingLimits) {
    let (previous, next) = unsafe (center.pointee.previous, center.pointee.next)
    unsafe merge(previous?.pointee.previous, previous, limits)
    unsafe merge(next, next?.pointee.next, limits)
    let target = unsafe merge(center.pointee.previous, center, limits) ?? center
    unsafe merge(target, target.pointee.next, limits)
  }

  /// Makes two neighbours one, if the limits allow it, and returns that.
  @discardableResult
  private func merge(_ left: Node?, _ right: Node?, _ limits: EncodingLimits) -> Node? {
    guard unsafe Self.allowsMerge(left, right, limits), let left = unsafe left, let right = unsafe right else {
      return nil
    }
    unsafe expand(left)
    unsafe expand(right)
    var list = unsafe Self.list(left)
    unsafe list.append(contentsOf: Self.list(right))
    let added = unsafe Int(right.pointee.count)
    unsafe store(list, left, change: added)
    unsafe remove(right, limits)
    unsafe settle(left, limits)
    return unsafe left
  }
}

import Bytes

extension Quicklist {
  /// Adds an element at one end.
  func push(_ text: Span<UInt8>, at end: ListEnd, _ limits: EncodingLimits) {
    let node = unsafe end == .left ? head : tail
    if text.count >= limits.largeElement {
      return unsafe insert(newPlainNode(text), beside: node, after: end == .right, limits)
    }
    if let node = unsafe node, unsafe Self.allows(node, text.count, limits) {
      var list = unsafe Self.list(node)
      if end == .left { unsafe list.prepend(text) } else { unsafe list.append(text) }
      return unsafe store(list, node, change: 1)
    }
    unsafe insert(newNode(holding: text), beside: node, after: end == .right, limits)
  }

  /// A node with one element.
  func newNode(holding text: Span<UInt8>) -> Node {
    var list = unsafe Listpack.make()
    unsafe list.append(text)
    return unsafe newNode(list)
  }

  /// Removes the element at one end of a list that has one, after `body` has read it.
  func pop(_ end: ListEnd, _ limits: EncodingLimits, _ body: (Span<UInt8>) -> Void) {
    guard let node = unsafe end == .left ? head : tail else { preconditionFailure("popping from an empty list") }
    if unsafe node.pointee.isPlain {
      unsafe body(bytes(of: node))
      return unsafe remove(node, limits)
    }
    let list = unsafe Self.list(node)
    guard let position = unsafe end == .left ? list.first : list.last else { fatalError("a node without elements") }
    unsafe list.withText(position) { body($0) }
    unsafe remove(elementAt: position, of: node, limits)
  }

  /// Removes the element at `position` of an uncompressed listpack.
  ///
  /// Returns where the following one is, and whether the node has gone with it.
  @discardableResult
  func remove(elementAt position: Int, of node: Node, _ limits: EncodingLimits) -> (next: Int?, nodeIsGone: Bool) {
    if unsafe node.pointee.count == 1 {
      unsafe remove(node, limits)
      return (nil, true)
    }
    var list = unsafe Self.list(node)
    let next = unsafe list.remove(position)
    unsafe store(list, node, change: -1)
    return (next, false)
  }
}

extension EncodingLimits {
  /// The size of a node whose limit is a number of elements.
  private static let safeNodeSize = 8192
  /// What an element is taken to need besides its text.
  private static let elementOverhead = 8
  /// What two listpacks are taken to save when they become one.
  private static let mergeSaving = 11

  /// Whether a node of `size` bytes is within the limit, if that is a size; nil if it is a number of elements.
  private func allowsNode(ofSize size: Int) -> Bool? {
    listMaxListpackSize < 0 ? size <= 2048 << min(-listMaxListpackSize, 5) : nil
  }

  /// Whether an element of `added` bytes may join a listpack of `size` bytes and `count` elements.
  func allowsInsert(of added: Int, intoNodeOf size: Int, count: Int) -> Bool {
    if added >= largeElement { return false }
    let size = size + added + Self.elementOverhead
    return allowsNode(ofSize: size) ?? (size <= Self.safeNodeSize && count < listMaxListpackSize)
  }

  /// Whether two listpacks of `size` bytes and `count` elements together may become one.
  func allowsMerge(ofNodesWith size: Int, count: Int) -> Bool {
    let size = size - Self.mergeSaving
    return allowsNode(ofSize: size) ?? (size <= Self.safeNodeSize && count <= listMaxListpackSize)
  }
}

extension Quicklist {
  /// Whether an element of `size` bytes may join the node.
  static func allows(_ node: Node?, _ size: Int, _ limits: EncodingLimits) -> Bool {
    guard let node = unsafe node, unsafe !node.pointee.isPlain else { return false }
    return unsafe limits.allowsInsert(of: size, intoNodeOf: node.pointee.size, count: Int(node.pointee.count))
  }

  /// Whether two neighbours may become one node.
  static func allowsMerge(_ left: Node?, _ right: Node?, _ limits: EncodingLimits) -> Bool {
    guard let left = unsafe left, let right = unsafe right else { return false }
    if unsafe left.pointee.isPlain || right.pointee.isPlain { return false }
    let size = unsafe left.pointee.size + right.pointee.size
    return unsafe limits.allowsMerge(ofNodesWith: size, count: Int(left.pointee.count) + Int(right.pointee.count))
  }
}

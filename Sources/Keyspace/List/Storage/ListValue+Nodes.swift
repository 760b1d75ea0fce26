import Bytes

extension ListValue {
  /// Number of nodes in the list's quicklist.
  public var nodeCount: Int { unsafe isSmall ? min(count, 1) : quicklist.root.pointee.length }

  /// What a node holds, as RDB files have it.
  public struct NodeForm: Sendable {
    /// Whether the bytes are one large element instead of a listpack.
    public let isPlain: Bool
    /// Length of the bytes before they were compressed with LZF; nil if they are as they were.
    public let originalCount: Int?
  }

  /// Lets `body` read the bytes of all nodes in order.
  ///
  /// Allocates nothing.
  public func forEachNode(_ body: (NodeForm, Span<UInt8>) -> Void) {
    if isSmall {
      if count > 0 { unsafe body(NodeForm(isPlain: false, originalCount: nil), listpack.span) }
      return
    }
    let list = unsafe quicklist
    var node = unsafe list.head
    while let here = unsafe node {
      let isPlain = unsafe here.pointee.isPlain
      if unsafe here.pointee.isCompressed {
        let form = unsafe NodeForm(isPlain: isPlain, originalCount: here.pointee.size)
        unsafe body(form, list.compressedBytes(of: here))
      } else {
        unsafe body(NodeForm(isPlain: isPlain, originalCount: nil), list.bytes(of: here))
      }
      unsafe node = here.pointee.next
    }
  }

  /// Adds a node with one element at the end.
  public mutating func append(plainNode text: Span<UInt8>, _ limits: EncodingLimits) {
    promote(limits)
    let list = unsafe quicklist
    unsafe list.insert(list.newPlainNode(text), beside: list.tail, after: true, limits)
  }

  /// Adds a node with the elements of a listpack, which must be valid (``ListpackFormat/isValid(_:deeply:)``, deeply) and
  /// have elements, at the end.
  public mutating func append(listpackNode bytes: Span<UInt8>, _ limits: EncodingLimits) {
    let node = unsafe Listpack.make(copying: bytes)
    if isSmall, count == 0, unsafe node.count < ListpackFormat.unknownCount {
      unsafe listpack.release()
      return unsafe setListpack(node)
    }
    promote(limits)
    let list = unsafe quicklist
    unsafe list.insert(list.newNode(node), beside: list.tail, after: true, limits)
  }
}

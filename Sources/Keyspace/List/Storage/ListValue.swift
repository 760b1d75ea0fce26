import Bytes

/// A list of byte strings: a quicklist, or its only listpack while one is enough.
///
/// Pushing and popping at both ends take O(1), finding by index O(nodes). Where a list is laid out in several nodes, they
/// are those that redis-server would have, given the same limits with every change.
@safe public struct ListValue: CollectionValue {
  public static var type: ValueType { .list }

  public private(set) var block: CollectionBlock

  /// The bit of the encoding that says whether there is a quicklist.
  private static var large: UInt8 { 1 }
  /// The bit of the encoding that says whether the list has Redis' default limits instead of those that are configured.
  private static var unlimited: UInt8 { 2 }

  public init() { unsafe block = CollectionBlock(Listpack.make().base) }

  /// An empty list whose nodes have Redis' default limits for ever, as those have that SORT makes.
  public static func makeWithDefaultLimits() -> ListValue {
    unsafe ListValue(block: CollectionBlock(Listpack.make().base, encoding: unlimited))
  }

  public init(block: CollectionBlock) { self.block = block }

  public var encodingName: StaticString { "quicklist" }
  public var count: Int { unsafe isSmall ? listpack.statedCount : quicklist.count }
  public var memory: Int { unsafe isSmall ? listpack.memory : quicklist.root.pointee.memory }

  public func copy() -> ListValue {
    let address: UnsafeMutableRawPointer
    if isSmall { unsafe address = listpack.copy().base } else { unsafe address = .init(quicklist.copy().root) }
    return unsafe ListValue(block: CollectionBlock(address, encoding: block.encoding))
  }

  public var releaseEffort: Int { isSmall ? 1 : unsafe quicklist.root.pointee.length }

  public func releasePart(_ budget: inout Int) -> Bool {
    guard isSmall else { return unsafe quicklist.releasePart(&budget) }
    unsafe listpack.release()
    return true
  }

  // MARK: Both forms

  /// Whether the list is one listpack and nothing else.
  var isSmall: Bool { block.encoding & Self.large == 0 }
  /// The listpack of a small list; its header knows the number of elements.
  var listpack: Listpack { unsafe Listpack(base: block.address) }
  var quicklist: Quicklist {
    unsafe Quicklist(root: block.address.assumingMemoryBound(to: QuicklistRoot.self))
  }

  /// Makes the list a small one, in this block.
  mutating func setListpack(_ list: Listpack) {
    unsafe block = CollectionBlock(list.base, encoding: block.encoding & ~Self.large)
  }

  /// The limits of this list, where `limits` are configured.
  func own(_ limits: EncodingLimits) -> EncodingLimits {
    if block.encoding & Self.unlimited == 0 { return limits }
    var own = EncodingLimits()
    own.largeElement = limits.largeElement
    return own
  }

  /// Makes a small list a quicklist with one node, or none if it is empty.
  mutating func promote(_ limits: EncodingLimits) {
    guard isSmall else { return }
    let limits = own(limits)
    let list = unsafe Quicklist.make()
    if count > 0 {
      unsafe list.insert(list.newNode(listpack), beside: nil, after: true, limits)
    } else {
      unsafe listpack.release()
    }
    unsafe block = CollectionBlock(list.root, encoding: block.encoding | Self.large)
  }

  /// Makes a quicklist whose only node is a listpack a small list.
  private mutating func demote() {
    let list = unsafe quicklist
    guard unsafe list.root.pointee.length == 1, let node = unsafe list.head, unsafe !node.pointee.isPlain,
      unsafe node.pointee.count < ListpackFormat.unknownCount
    else { return }
    let content = unsafe Quicklist.list(node)
    unsafe list.releaseEmptied()
    unsafe setListpack(content)
  }

  /// Lets `body` change the list as a quicklist; one that was small is so again if it can.
  mutating func changeQuicklist<Result>(
    _ limits: EncodingLimits, _ body: (Quicklist, EncodingLimits) -> Result
  ) -> Result {
    let wasSmall = isSmall
    promote(limits)
    defer { if wasSmall { demote() } }
    return unsafe body(quicklist, own(limits))
  }
}

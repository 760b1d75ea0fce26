import Glibc

/// The block that leads to all others of a stream.
///
/// Entries lie in nodes, ``Listpack``s with up to a hundred of them; a tree holds the nodes by their master ID, which is
/// that of a node's first entry. A node is byte for byte what Redis has, and what an RDB file holds:
///
/// ```
/// live entries | deleted entries | n | n names of fields | 0          the master entry
/// flags | ms | seq | [names and values] | number of elements         each entry
/// ```
///
/// `ms` and `seq` are differences to the master ID. Flag 1 marks a deleted entry, which stays until its node goes. With
/// flag 2 the entry has the fields of the master entry, and only the values follow; else the number of fields, and
/// field and value in turns. The last element says how many precede it in the entry, for who comes from behind.
@unsafe struct StreamRoot {
  /// Entries that are not deleted.
  var count = 0
  var lastID = StreamID.zero
  /// The least ID of an entry, 0-0 when there is none.
  var firstID = StreamID.zero
  /// The greatest ID that XDEL has removed.
  var maxDeletedID = StreamID.zero
  /// Entries that were ever added.
  var entriesAdded: UInt64 = 0
  /// What the allocator takes for listpacks, groups and consumers, without any trees.
  var blockMemory = 0
  /// What the allocator takes for the trees of all groups.
  var treeMemory = 0
  var nodes = OrderedTree<StreamNode>()
  var groups = OrderedTree<NamedBlock>()

  /// A new stream without entries.
  static func allocate() -> UnsafeMutablePointer<StreamRoot> {
    let root = unsafe allocateBlock(MemoryLayout<StreamRoot>.size).assumingMemoryBound(to: StreamRoot.self)
    unsafe root.initialize(to: StreamRoot())
    return unsafe root
  }

  static func allocateBlock(_ size: Int) -> UnsafeMutableRawPointer {
    guard let block = unsafe malloc(size) else { fatalError("out of memory: \(size) bytes for a stream") }
    return unsafe block
  }
}

/// A node in the tree of a stream.
struct StreamNode: OrderedTreeElement {
  /// The master ID.
  var id: StreamID
  /// The bits of the address of the listpack.
  private var address: UInt

  init(_ id: StreamID, _ list: Listpack) {
    self.id = id
    address = unsafe UInt(bitPattern: list.base)
  }

  var list: Listpack {
    guard let base = unsafe UnsafeMutableRawPointer(bitPattern: address) else { fatalError("a node without bytes") }
    return unsafe Listpack(base: base)
  }

  @inline(__always)
  static func isLess(_ first: StreamNode, _ second: StreamNode) -> Bool { first.id < second.id }
}

extension StreamID: OrderedTreeElement {
  @inline(__always)
  static func isLess(_ first: StreamID, _ second: StreamID) -> Bool { first < second }
}

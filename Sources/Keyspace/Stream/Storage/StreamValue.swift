import Glibc

/// A stream: entries in the order of their IDs, and groups of consumers that read them.
///
/// How it is stored is said at `StreamRoot`. The block of the root never moves.
@safe public struct StreamValue: CollectionValue {
  public static var type: ValueType { .stream }

  let root: UnsafeMutablePointer<StreamRoot>

  /// A stream without entries.
  public init() { unsafe root = StreamRoot.allocate() }

  public init(block: CollectionBlock) {
    unsafe root = block.address.assumingMemoryBound(to: StreamRoot.self)
  }

  public var block: CollectionBlock { unsafe CollectionBlock(UnsafeMutableRawPointer(root)) }
  public var encodingName: StaticString { "stream" }

  /// Entries in the stream.
  ///
  /// O(1).
  public var count: Int { unsafe root.pointee.count }

  public var memory: Int {
    let trees = unsafe root.pointee.nodes.memory + root.pointee.groups.memory + root.pointee.treeMemory
    return unsafe Database.blockSize(MemoryLayout<StreamRoot>.size) + root.pointee.blockMemory + trees
  }

  /// The greatest ID that the stream has ever had; the next one is greater.
  public var lastID: StreamID {
    get { unsafe root.pointee.lastID }
    nonmutating set { unsafe root.pointee.lastID = newValue }
  }

  /// The least ID of an entry, 0-0 when there is none.
  public var firstID: StreamID {
    get { unsafe root.pointee.firstID }
    nonmutating set { unsafe root.pointee.firstID = newValue }
  }

  /// The greatest ID that XDEL has removed, 0-0 when there is none.
  public var maxDeletedID: StreamID {
    get { unsafe root.pointee.maxDeletedID }
    nonmutating set { unsafe root.pointee.maxDeletedID = newValue }
  }

  /// Entries that were ever added.
  public var entriesAdded: UInt64 {
    get { unsafe root.pointee.entriesAdded }
    nonmutating set { unsafe root.pointee.entriesAdded = newValue }
  }

  public func copy() -> StreamValue {
    let other = StreamValue()
    unsafe other.root.pointee = root.pointee
    unsafe other.root.pointee.nodes = root.pointee.nodes.copy { unsafe StreamNode($0.id, $0.list.copy()) }
    unsafe other.root.pointee.groups = OrderedTree()
    unsafe other.root.pointee.blockMemory = 0
    unsafe root.pointee.nodes.forEach { unsafe other.root.pointee.blockMemory += $0.list.memory }
    unsafe other.root.pointee.treeMemory = 0
    for index in 0..<groupCount { other.addCopy(of: group(at: index)) }
    return other
  }

  // MARK: Nodes

  /// Nodes that hold the entries.
  ///
  /// O(1).
  public var nodeCount: Int { unsafe root.pointee.nodes.count }

  /// What the allocator takes for the tree of the nodes.
  var nodeTreeMemory: Int { unsafe root.pointee.nodes.memory }

  /// Calls `body` with the master ID and the listpack of each node, in order.
  ///
  /// O(nodes).
  public func forEachNode(_ body: (StreamID, Span<UInt8>) -> Void) {
    unsafe root.pointee.nodes.forEach { node in
      let list = unsafe node.list
      unsafe body(node.id, list.span)
    }
  }
}

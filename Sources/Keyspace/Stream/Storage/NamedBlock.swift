import Bytes
import Glibc

/// A group or a consumer in the tree of its stream or group, which is ordered by name: a heap block that begins with
/// the length of its name and where in the block that lies, four bytes each.
@safe struct NamedBlock: OrderedTreeElement {
  private let address: UInt

  init(_ base: UnsafeMutableRawPointer) { address = UInt(bitPattern: base) }

  /// A new block that holds `header` and then `name`; `Header` must begin with a ``NameWord``.
  static func make<Header>(_ header: Header, name: Span<UInt8>) -> NamedBlock {
    let offset = MemoryLayout<Header>.size
    let base = unsafe StreamRoot.allocateBlock(offset + name.count)
    unsafe base.initializeMemory(as: Header.self, to: header)
    unsafe base.storeBytes(of: NameWord(count: name.count, offset: offset), as: NameWord.self)
    unsafe name.withUnsafeBufferPointer { name in
      if let start = name.baseAddress { unsafe memcpy(base + offset, start, name.count) }
    }
    return unsafe NamedBlock(base)
  }

  var base: UnsafeMutableRawPointer {
    guard let base = unsafe UnsafeMutableRawPointer(bitPattern: address) else { fatalError("a block without address") }
    return unsafe base
  }

  private var word: NameWord { unsafe base.load(as: NameWord.self) }

  /// What the allocator takes for the block.
  var memory: Int { Database.blockSize(Int(word.offset) + Int(word.count)) }

  /// The name.
  var name: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let start = unsafe UnsafePointer((base + Int(word.offset)).assumingMemoryBound(to: UInt8.self))
      let span = unsafe Span(_unsafeStart: start, count: Int(word.count))
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  static func isLess(_ first: NamedBlock, _ second: NamedBlock) -> Bool { first.name.compare(second.name) < 0 }

  func release() { unsafe free(base) }
}

/// Where the name of a ``NamedBlock`` lies.
struct NameWord: BitwiseCopyable {
  var count: UInt32 = 0
  var offset: UInt32 = 0

  init() {}

  init(count: Int, offset: Int) {
    self.count = UInt32(count)
    self.offset = UInt32(offset)
  }
}

extension OrderedTree<NamedBlock> {
  /// The block of that name, with its rank.
  func find(_ name: Span<UInt8>) -> (block: NamedBlock, rank: Int)? {
    guard let found = lowerBound({ $0.name.compare(name) < 0 }), found.position.element.name.equals(name) else {
      return nil
    }
    return (found.position.element, found.rank)
  }
}

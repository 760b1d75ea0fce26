import Bytes
import Glibc

extension Quicklist {
  /// Content below this size is not worth compressing.
  private static let leastSize = 48
  /// What compression must save at least.
  private static let leastSaving = 8

  /// Lets the nodes at both ends be as they are, and compresses `node` and those that are next to the ends if they lie
  /// farther inside (Redis directive `list-compress-depth`).
  ///
  /// O(depth) and the cost of compressing.
  func settle(_ node: Node?, _ limits: EncodingLimits) {
    guard var forward = unsafe head, var backward = unsafe tail else { return }
    unsafe expand(forward)
    unsafe expand(backward)
    let depth = limits.listCompressDepth
    guard depth > 0, unsafe root.pointee.length >= depth * 2 else { return }
    var isInside = true
    for _ in 0..<depth {
      unsafe expand(forward)
      unsafe expand(backward)
      if unsafe forward == node || backward == node { isInside = false }
      if unsafe forward == backward || forward.pointee.next == backward { return }
      guard let next = unsafe forward.pointee.next, let previous = unsafe backward.pointee.previous else { return }
      unsafe forward = next
      unsafe backward = previous
    }
    if isInside, let node = unsafe node { unsafe compress(node) }
    unsafe compress(forward)
    unsafe compress(backward)
  }

  /// Compresses a node, if that saves enough.
  func compress(_ node: Node) {
    guard unsafe !node.pointee.isCompressed, unsafe node.pointee.size >= Self.leastSize else { return }
    var output = ByteWriter(minimumCapacity: unsafe node.pointee.size)
    var compressor = LZFCompressor()
    guard unsafe compressor.compress(bytes(of: node), to: &output),
      unsafe output.count + Self.leastSaving < node.pointee.size
    else { return }
    unsafe install(output, in: node)
  }

  /// Makes LZF bytes the content of a node.
  private func install(_ compressed: borrowing ByteWriter, in node: Node) {
    let content = unsafe Self.block(8 + compressed.count)
    unsafe content.storeBytes(of: compressed.count, as: Int.self)
    unsafe compressed.span.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe memcpy(content + 8, start, source.count) }
    }
    unsafe replaceContent(of: node, by: content, isCompressed: true)
  }

  /// Makes a compressed node a plain one or a listpack again.
  func expand(_ node: Node) {
    guard unsafe node.pointee.isCompressed else { return }
    unsafe replaceContent(of: node, by: expandedContent(of: node), isCompressed: false)
  }

  private func replaceContent(of node: Node, by content: UnsafeMutableRawPointer, isCompressed: Bool) {
    unsafe root.pointee.memory -= Self.blockSize(node)
    unsafe free(node.pointee.content)
    unsafe node.pointee.content = content
    unsafe node.pointee.isCompressed = isCompressed
    unsafe root.pointee.memory += Self.blockSize(node)
  }

  /// A block with what a compressed node stands for.
  private func expandedContent(of node: Node) -> UnsafeMutableRawPointer {
    var output = ByteWriter(minimumCapacity: unsafe node.pointee.size)
    guard unsafe LZF.decompress(compressedBytes(of: node), count: node.pointee.size, to: &output) else {
      fatalError("a node that does not decompress")
    }
    if unsafe node.pointee.isPlain { return unsafe Self.plainBlock(output.span) }
    return unsafe Listpack.make(copying: output.span).base
  }

  // MARK: Reading

  /// The bytes of a node that is not compressed.
  @_lifetime(borrow self)
  func bytes(of node: Node) -> Span<UInt8> {
    let start = unsafe UnsafePointer(node.pointee.content.assumingMemoryBound(to: UInt8.self))
    let span = unsafe Span(_unsafeStart: start, count: node.pointee.size)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// The LZF bytes of a compressed node.
  @_lifetime(borrow self)
  func compressedBytes(of node: Node) -> Span<UInt8> {
    let start = unsafe UnsafePointer((node.pointee.content + 8).assumingMemoryBound(to: UInt8.self))
    let span = unsafe Span(_unsafeStart: start, count: node.pointee.content.load(as: Int.self))
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// Lets `body` read a node through its uncompressed content, without changing the node.
  func withContent<Result>(of node: Node, _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    guard unsafe node.pointee.isCompressed else { return unsafe body(node.pointee.content) }
    let content = unsafe expandedContent(of: node)
    defer { unsafe free(content) }
    return unsafe body(content)
  }
}

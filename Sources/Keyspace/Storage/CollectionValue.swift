/// A value that is no string: a handle on heap blocks, behind one address and the number of an encoding.
///
/// The handle owns nothing by itself: an entry does, or whoever has just made the value. Mutating operations may move
/// the blocks and change the encoding, so they run in ``Database/change(_:_:_:)``, which puts the new place into the
/// entry. The storage is free of reference counts, so that a forked child reads it without copying a page.
public protocol CollectionValue {
  /// The type of all such values.
  static var type: ValueType { get }
  /// An empty value in its smallest encoding.
  init()
  /// The value that an entry holds.
  init(block: CollectionBlock)
  /// Where the value is, and in which encoding.
  var block: CollectionBlock { get }
  /// The name that OBJECT ENCODING replies.
  var encodingName: StaticString { get }
  /// Number of elements.
  ///
  /// O(1).
  var count: Int { get }
  /// Bytes that the allocator takes for all blocks of the value.
  ///
  /// O(1).
  var memory: Int { get }
  /// A value with the same elements in blocks of its own.
  func copy() -> Self
  /// How much work it is to free the value: 1 for one or a few blocks, else about the number of blocks.
  var releaseEffort: Int { get }
  /// Frees blocks until `budget`, a unit for about one block, is used up or none is left; nothing else may be done with
  /// the value from then on.
  ///
  /// Returns whether all are freed; then no handle on the value may be used any more.
  func releasePart(_ budget: inout Int) -> Bool
}

extension CollectionValue {
  /// Frees all blocks; no handle on the value may be used any more.
  ///
  /// O(blocks).
  public func release() {
    var budget = Int.max
    _ = releasePart(&budget)
  }
}

/// Where a collection lies.
@safe public struct CollectionBlock {
  /// The block that leads to all others of the value.
  let address: UnsafeMutableRawPointer
  /// The encoding, a number of the type's own below 16.
  let encoding: UInt8

  init(_ address: UnsafeMutableRawPointer, encoding: UInt8 = 0) {
    unsafe self.address = address
    self.encoding = encoding
  }
}

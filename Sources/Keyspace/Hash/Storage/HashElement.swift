import Bytes

/// A field of a large hash with its value, in one block.
///
/// ```
/// length of the field, length of the value (BlockLength), the field, the value
/// ```
@safe struct HashElement: ElementBlock {
  let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// A block of its own for `field` and `value`.
  static func make(_ field: Span<UInt8>, _ value: Span<UInt8>) -> HashElement {
    let second = BlockLength.size(of: field.count)
    let start = second + BlockLength.size(of: value.count)
    let block = unsafe ElementTable<HashElement>.allocate(start + field.count + value.count)
    unsafe BlockLength.store(field.count, to: block)
    unsafe BlockLength.store(value.count, to: block + second)
    unsafe BlockLength.store(field, to: block + start)
    unsafe BlockLength.store(value, to: block + (start + field.count))
    return unsafe HashElement(block)
  }

  private var fieldLength: Int { unsafe BlockLength.load(base) }
  private var valueLengthOffset: Int { BlockLength.size(of: fieldLength) }
  private var valueLength: Int { unsafe BlockLength.load(base + valueLengthOffset) }
  private var fieldOffset: Int { valueLengthOffset &+ BlockLength.size(of: valueLength) }
  private var valueOffset: Int { fieldOffset &+ fieldLength }
  var size: Int { valueOffset &+ valueLength }

  /// The field.
  var field: ElementText { unsafe ElementText(base + fieldOffset, count: fieldLength) }
  /// The value.
  var value: ElementText { unsafe ElementText(base + valueOffset, count: valueLength) }

  var key: Span<UInt8> {
    @_lifetime(borrow self)
    get { unsafe _overrideLifetime(field.bytes, borrowing: self) }
  }

  /// Replaces the value in place, if the allocator would take as much for the block and the lengths stay as long.
  ///
  /// `new` must not be a part of the block, unless it is the whole value. Returns false when nothing was done.
  func replaceValue(_ new: Span<UInt8>) -> Bool {
    let sizes = (BlockLength.size(of: valueLength), BlockLength.size(of: new.count))
    guard sizes.0 == sizes.1, Database.blockSize(valueOffset + new.count) == memory else { return false }
    unsafe BlockLength.store(new, to: base + valueOffset)
    unsafe BlockLength.store(new.count, to: base + valueLengthOffset)
    return true
  }
}

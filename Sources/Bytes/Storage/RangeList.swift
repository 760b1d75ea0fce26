/// A list of ranges that is filled, read and emptied over and over.
///
/// An array asks with every `append` whether somebody else holds its memory too, through a call into the runtime: for
/// the few ranges that make up a request that is more work than finding them. This list owns its memory, keeps it
/// over ``removeAll()``, and never shares it.
@safe public struct RangeList: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Range<Int>>
  @usableFromInline var capacity: Int
  @usableFromInline var length: Int

  /// Ranges in the list.
  @inlinable public var count: Int { length }

  /// An empty list with room for `minimumCapacity` ranges.
  public init(minimumCapacity: Int = 64) {
    capacity = max(minimumCapacity, 1)
    unsafe base = UnsafeMutablePointer.allocate(capacity: capacity)
    length = 0
  }

  deinit { unsafe base.deallocate() }

  /// The ranges.
  ///
  /// Valid until the next change.
  public var span: Span<Range<Int>> {
    @_lifetime(borrow self)
    @inlinable
    @inline(__always)
    get {
      let span = unsafe Span(_unsafeStart: base, count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The range at `index`.
  @inlinable
  @inline(__always)
  public subscript(_ index: Int) -> Range<Int> {
    precondition(index >= 0 && index < count, "no such range in the list")
    return unsafe base[index]
  }

  /// Adds a range at the end.
  ///
  /// Amortised O(1).
  @inlinable
  @inline(__always)
  public mutating func append(_ range: Range<Int>) {
    if length == capacity { grow() }
    unsafe (base + length).initialize(to: range)
    length &+= 1
  }

  @inline(never)
  @usableFromInline
  mutating func grow() {
    let larger = UnsafeMutablePointer<Range<Int>>.allocate(capacity: capacity * 2)
    unsafe larger.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity *= 2
  }

  /// Drops everything after the first `count` ranges.
  ///
  /// O(1).
  public mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= length, "truncating beyond the end")
    length = count
  }

  /// Drops everything and keeps the memory.
  ///
  /// O(1).
  public mutating func removeAll() { length = 0 }
}

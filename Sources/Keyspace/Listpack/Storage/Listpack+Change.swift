import Bytes
import Glibc

extension Listpack {
  // MARK: Adding

  /// Adds an element at the end.
  mutating func append(_ text: Span<UInt8>) { unsafe put(text, at: byteCount - 1, over: 0) }

  /// Adds an element at the end.
  mutating func append(integer: Int64) { unsafe put(integer: integer, at: byteCount - 1, over: 0) }

  /// Adds an element at the beginning.
  mutating func prepend(_ text: Span<UInt8>) { unsafe put(text, at: ListpackFormat.headerSize, over: 0) }

  /// Adds an element at the beginning.
  mutating func prepend(integer: Int64) { unsafe put(integer: integer, at: ListpackFormat.headerSize, over: 0) }

  /// Adds an element at `position`, before what is there.
  mutating func insert(_ text: Span<UInt8>, before position: Int) { unsafe put(text, at: position, over: 0) }

  /// Adds an element at `position`, before what is there.
  mutating func insert(integer: Int64, before position: Int) { unsafe put(integer: integer, at: position, over: 0) }

  /// Replaces the element at `position`.
  mutating func replace(_ position: Int, with text: Span<UInt8>) {
    unsafe put(text, at: position, over: end(of: position) - position)
  }

  /// Replaces the element at `position`.
  mutating func replace(_ position: Int, withInteger integer: Int64) {
    unsafe put(integer: integer, at: position, over: end(of: position) - position)
  }

  /// Adds all elements of `other` at the end.
  mutating func append(contentsOf other: Listpack) {
    let (first, second) = unsafe (statedCount, other.statedCount)
    let added = unsafe other.byteCount - ListpackFormat.headerSize - 1
    let position = unsafe byteCount - 1
    unsafe makeRoom(at: position, from: 0, to: added)
    unsafe memcpy(base + position, other.base + ListpackFormat.headerSize, added)
    let isKnown = max(first, second) != ListpackFormat.unknownCount
    unsafe setStatedCount(isKnown ? first + second : ListpackFormat.unknownCount)
  }

  // MARK: Removing

  /// Removes the element at `position`, and returns where the one after it now is.
  @discardableResult
  mutating func remove(_ position: Int) -> Int? {
    unsafe makeRoom(at: position, from: end(of: position) - position, to: 0)
    unsafe changeStatedCount(by: -1)
    return unsafe byte(position) == Int(ListpackFormat.end) ? nil : position
  }

  /// Removes up to `count` elements from the one of that index on, which is counted from the end when negative.
  mutating func remove(from index: Int, count: Int) {
    guard count > 0, let start = unsafe position(at: index) else { return }
    var end = start
    var removed = 0
    while removed < count, unsafe byte(end) != Int(ListpackFormat.end) {
      end = unsafe self.end(of: end)
      removed += 1
    }
    unsafe makeRoom(at: start, from: end - start, to: 0)
    unsafe changeStatedCount(by: -removed)
  }

  /// Splits the listpack before `position`: what begins there is left out of this one and returned.
  mutating func split(before position: Int) -> Listpack {
    let end = unsafe byteCount - 1
    var rest = unsafe Self.make()
    unsafe rest.makeRoom(at: ListpackFormat.headerSize, from: 0, to: end - position)
    unsafe memcpy(rest.base + ListpackFormat.headerSize, base + position, end - position)
    unsafe makeRoom(at: position, from: end - position, to: 0)
    unsafe rest.setStatedCount(ListpackFormat.unknownCount)
    let moved = unsafe rest.count
    unsafe changeStatedCount(by: -moved)
    return unsafe rest
  }

  // MARK: Bytes

  private func changeStatedCount(by change: Int) {
    let stated = unsafe statedCount
    if stated != ListpackFormat.unknownCount { unsafe setStatedCount(stated + change) }
  }

  /// Turns `old` bytes at `position` into `new` ones, which have no meaning yet.
  private mutating func makeRoom(at position: Int, from old: Int, to new: Int) {
    let count = unsafe byteCount
    let changed = count &- old &+ new
    if new > old { unsafe base = resized(from: count, to: changed) }
    unsafe memmove(base + position + new, base + position + old, count - position - old)
    if new < old { unsafe base = resized(from: count, to: changed) }
    unsafe setByteCount(changed)
  }

  private mutating func put(_ text: Span<UInt8>, at position: Int, over old: Int) {
    if let integer = text.canonicalInteger { return unsafe put(integer: integer, at: position, over: old) }
    let count = text.count
    let head = ListpackFormat.headLength(ofString: count)
    unsafe makeRoom(at: position, forElementOf: head &+ count, over: old)
    switch head {
    case 1: unsafe set(0x80 | count, at: position)
    case 2:
      unsafe set(0xE0 | count >> 8, at: position)
      unsafe set(count, at: position + 1)
    default:
      unsafe set(0xF0, at: position)
      unsafe base.storeBytes(of: UInt32(count).littleEndian, toByteOffset: position + 1, as: UInt32.self)
    }
    unsafe store(text, at: position + head)
  }

  private mutating func put(integer: Int64, at position: Int, over old: Int) {
    let length = ListpackFormat.length(of: integer)
    unsafe makeRoom(at: position, forElementOf: length, over: old)
    let bits = Int(integer)
    switch length {
    case 1: return unsafe set(bits, at: position)
    case 2:
      unsafe set(0xC0 | bits >> 8 & 31, at: position)
      return unsafe set(bits, at: position + 1)
    case 9: unsafe set(0xF4, at: position)
    default: unsafe set(0xEE + length, at: position)
    }
    for index in 1..<length { unsafe set(bits >> (8 * (index - 1)), at: position + index) }
  }

  /// Makes room for an element of that length instead of the `old` bytes at `position`, and writes the length at its end.
  private mutating func makeRoom(at position: Int, forElementOf length: Int, over old: Int) {
    let backLength = ListpackFormat.backLength(length)
    unsafe makeRoom(at: position, from: old, to: length &+ backLength)
    if old == 0 { unsafe changeStatedCount(by: 1) }
    var rest = length
    for index in stride(from: backLength - 1, through: 0, by: -1) {
      unsafe set(rest & 127 | (index == 0 ? 0 : 128), at: position &+ length &+ index)
      rest >>= 7
    }
  }

  private func set(_ value: Int, at position: Int) {
    unsafe base.storeBytes(of: UInt8(truncatingIfNeeded: value), toByteOffset: position, as: UInt8.self)
  }
}

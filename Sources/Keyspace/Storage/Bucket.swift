/// One cache line of the hash table: up to seven entries that share a bucket index.
///
/// ```
/// byte 0      bits 0–6: slot i holds an entry; bit 7: slot 6 holds the next bucket of the chain
/// bytes 1–7   one byte of each entry's hash, so that most mismatches never touch the entry
/// bytes 8–63  seven addresses of entries
/// ```
///
/// When an eighth entry arrives, the last slot's entry moves to a new bucket and the slot links to it.
@unsafe struct Bucket {
  static let size = 64
  static let slots = 7
  static let chainedBit: UInt8 = 0x80

  let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  var flags: UInt8 {
    get { unsafe base.load(as: UInt8.self) }
    nonmutating set { unsafe base.storeBytes(of: newValue, as: UInt8.self) }
  }

  /// The flags and the seven tags in one word.
  var metadata: UInt64 { unsafe base.load(as: UInt64.self) }

  var isChained: Bool { unsafe flags & Self.chainedBit != 0 }

  /// Bits of the slots that hold entries.
  var occupied: UInt8 {
    unsafe isChained ? flags & 0x3F : flags & 0x7F
  }

  func entry(_ slot: Int) -> UnsafeMutableRawPointer {
    unsafe base.load(fromByteOffset: 8 &+ slot &* 8, as: UnsafeMutableRawPointer.self)
  }

  func address(ofSlot slot: Int) -> UnsafeMutablePointer<UnsafeMutableRawPointer> {
    unsafe (base + (8 &+ slot &* 8)).assumingMemoryBound(to: UnsafeMutableRawPointer.self)
  }

  func tag(_ slot: Int) -> UInt8 { unsafe base.load(fromByteOffset: 1 &+ slot, as: UInt8.self) }

  func put(_ entry: UnsafeMutableRawPointer, tag: UInt8, at slot: Int) {
    unsafe base.storeBytes(of: tag, toByteOffset: 1 &+ slot, as: UInt8.self)
    unsafe base.storeBytes(of: entry, toByteOffset: 8 &+ slot &* 8, as: UnsafeMutableRawPointer.self)
    unsafe flags = flags | 1 << UInt8(truncatingIfNeeded: slot)
  }

  func clear(_ slot: Int) { unsafe flags = flags & ~(1 << UInt8(truncatingIfNeeded: slot)) }

  /// The next bucket of the chain. Only when ``isChained``.
  var next: Bucket { unsafe Bucket(entry(Self.slots - 1)) }

  /// Slots whose tag equals `tag`, as bits; found with a few operations on the metadata word.
  func matches(_ tag: UInt8) -> UInt8 {
    let pattern = UInt64(tag) &* 0x0101_0101_0101_0100
    let difference = unsafe metadata ^ pattern
    // A byte of `difference` is zero where the tag is equal; byte 0 holds the flags and is masked out.
    let zeroes = (difference &- 0x0101_0101_0101_0100) & ~difference & 0x8080_8080_8080_8000
    // A borrow can mark one slot too many; comparing the keys rejects it.
    var bits: UInt8 = 0
    var rest = zeroes
    while rest != 0 {
      bits |= 1 << UInt8(truncatingIfNeeded: rest.trailingZeroBitCount / 8 - 1)
      rest &= rest &- 1
    }
    return unsafe bits & occupied
  }
}

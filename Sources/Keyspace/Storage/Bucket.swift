/// One cache line of the hash table: up to seven entries that share a bucket index.
///
/// ```
/// byte 0      bits 0–6: slot i holds an entry; bit 7: slot 6 holds the next bucket of the chain (bit 6 is then 0)
/// bytes 1–7   one byte of each entry's hash, so that most mismatches never touch the entry
/// bytes 8–63  seven addresses of entries, each with 16 more bits of the entry's hash above its 48 bits
/// ```
///
/// Those bits tell to which bucket of a table twice the size an entry belongs, so that growing reads no entry: that would
/// cost a cache miss for each.
///
/// When an eighth entry arrives, the last slot's entry moves to a new bucket and the slot links to it. Buckets are
/// aligned to their size, so the address of a slot tells its bucket. The layout is that of little-endian machines.
@unsafe struct Bucket {
  /// A place for one entry.
  @unsafe struct Slot {
    let address: UnsafeMutablePointer<UInt64>

    /// The address of the entry's block. A block that takes the place of another has the same key.
    var pointee: UnsafeMutableRawPointer {
      get { unsafe SlotWord(bits: address.pointee).entry }
      nonmutating set { unsafe address.pointee = SlotWord(newValue, hashOf: SlotWord(bits: address.pointee)).bits }
    }

    /// The address and the bits of the hash.
    var word: SlotWord { unsafe SlotWord(bits: address.pointee) }
  }

  static let size = 64
  static let slots = 7
  private static let chainedBit: UInt8 = 0x80
  private static let slotBits: UInt8 = 0x7F

  let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// The bucket that `slot` is part of.
  init(containing slot: Slot) {
    let offset = unsafe Int(bitPattern: slot.address) & (Self.size - 1)
    unsafe base = UnsafeMutableRawPointer(slot.address) - offset
  }

  private var flags: UInt8 {
    get { unsafe base.load(as: UInt8.self) }
    nonmutating set { unsafe base.storeBytes(of: newValue, as: UInt8.self) }
  }

  /// Whether another bucket follows; also when no entry is left in it.
  var isChained: Bool { unsafe flags & Self.chainedBit != 0 }

  /// Whether the bucket has neither entries nor a chain.
  var isUnused: Bool { unsafe flags == 0 }

  /// Bits of the slots that hold entries.
  var occupied: UInt8 { unsafe flags & Self.slotBits }

  /// The first slot that can take an entry, or nil when the bucket is full.
  var firstFree: Int? {
    let flags = unsafe flags
    let free = unsafe ~flags & (flags & Self.chainedBit == 0 ? Self.slotBits : Self.slotBits >> 1)
    return free == 0 ? nil : free.trailingZeroBitCount
  }

  func slot(_ index: Int) -> Slot {
    unsafe Slot(address: (base + (8 &+ index &* 8)).assumingMemoryBound(to: UInt64.self))
  }

  /// The tag of the entry in a slot.
  func tag(_ slot: Slot) -> UInt8 {
    let index = unsafe (UnsafeMutableRawPointer(slot.address) - base) / 8 - 1
    return unsafe base.load(fromByteOffset: 1 &+ index, as: UInt8.self)
  }

  func put(_ entry: SlotWord, tag: UInt8, at index: Int) {
    unsafe base.storeBytes(of: tag, toByteOffset: 1 &+ index, as: UInt8.self)
    unsafe slot(index).address.pointee = entry.bits
    unsafe flags |= 1 << UInt8(truncatingIfNeeded: index)
  }

  /// Empties `slot`, which must be one of this bucket's.
  func clear(_ slot: Slot) {
    let index = unsafe (UnsafeMutableRawPointer(slot.address) - base) / 8 - 1
    unsafe flags &= ~(1 << UInt8(truncatingIfNeeded: index))
  }

  /// Forgets the entries and the chain.
  func clear() { unsafe flags = 0 }

  /// The next bucket of the chain.
  ///
  /// Only when ``isChained``.
  var next: Bucket { unsafe Bucket(slot(Self.slots - 1).pointee) }

  /// Makes `added`, an empty bucket, the next one: the last slot turns into the link, and its entry moves.
  func chain(to added: Bucket) {
    let last = unsafe Self.slots - 1
    let tag = unsafe base.load(fromByteOffset: 1 + last, as: UInt8.self)
    unsafe added.put(slot(last).word, tag: tag, at: 0)
    unsafe slot(last).address.pointee = UInt64(UInt(bitPattern: added.base))
    unsafe flags = Self.chainedBit | Self.slotBits >> 1
  }

  /// The slots that hold entries and whose tag equals `tag`, as the top bits of the bytes 1–7.
  ///
  /// A slot too many can be among them, where the tag differs by one from `tag` and the slot before is right;
  /// whoever looks compares the keys anyway.
  func matches(_ tag: UInt8) -> UInt64 {
    let word = unsafe base.load(as: UInt64.self)
    let low: UInt64 = 0x0101_0101_0101_0100
    // A byte of `difference` is zero where the tag is equal; byte 0 holds the flags and is masked out.
    let difference = word ^ (UInt64(tag) &* low)
    let zeroes = (difference &- low) & ~difference & (low << 7)
    if zeroes == 0 { return 0 }
    // Bit i of the flags goes to the top of byte i + 1: seven copies of the flags, one bit of each kept.
    let spread = unsafe ((word & UInt64(Self.slotBits)) &* 0x0002_0408_1020_4081) & 0x0001_0101_0101_0101
    return zeroes & (spread << 15)
  }
}

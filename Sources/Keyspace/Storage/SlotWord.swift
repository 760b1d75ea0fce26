/// What a slot of a bucket holds: the address of an entry's block in the lower 48 bits, and above it the bits 8 to 23
/// of the hash of its key.
@safe struct SlotWord {
  let bits: UInt64

  private static let addressBits: UInt64 = 48
  private static let addressMask: UInt64 = 1 << addressBits - 1
  /// The bits of a hash that a word holds.
  private static let heldBits = 8..<24

  init(bits: UInt64) { self.bits = bits }

  /// The word of a block whose key has this hash.
  init(_ entry: UnsafeMutableRawPointer, hash: UInt64) {
    let address = UInt64(UInt(bitPattern: entry))
    precondition(address & ~Self.addressMask == 0, "an address of more than 48 bits")
    bits = address | (hash >> UInt64(Self.heldBits.lowerBound)) << Self.addressBits
  }

  /// The word of a block with the same key as another.
  init(_ entry: UnsafeMutableRawPointer, hashOf other: SlotWord) {
    let address = UInt64(UInt(bitPattern: entry))
    precondition(address & ~Self.addressMask == 0, "an address of more than 48 bits")
    bits = address | other.bits & ~Self.addressMask
  }

  /// The address of the block.
  var entry: UnsafeMutableRawPointer {
    guard let entry = unsafe UnsafeMutableRawPointer(bitPattern: UInt(bits & Self.addressMask)) else {
      preconditionFailure("a slot without an entry")
    }
    return unsafe entry
  }

  /// The byte of the hash that a bucket keeps: bits that neither the index nor the word uses.
  static func tag(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 56) }

  /// Bit `index` of the hash; nil when the word does not hold it.
  func hashBit(_ index: Int) -> Int? {
    guard Self.heldBits.contains(index) else { return nil }
    return Int(truncatingIfNeeded: bits >> (Self.addressBits + UInt64(index - Self.heldBits.lowerBound))) & 1
  }
}

import Bytes

/// A command's name in lower case, packed into three words so that names are compared without a loop.
///
/// The bytes lie in order from the lowest byte of the first word on; the highest byte of the third word is the
/// length. No name of Redis is longer than 23 bytes; what is longer has no packed form and is no command.
struct PackedName: Equatable, Sendable {
  static let maximumLength = 23

  private let first: UInt64
  private let second: UInt64
  private let third: UInt64

  /// The name that no command has, the empty one.
  static let none = PackedName()

  private init() {
    first = 0
    second = 0
    third = 0
  }

  /// The packed form of `name` with ASCII capitals made small; nil if it is empty or too long. O(1).
  @inline(__always)
  init?(_ name: Span<UInt8>) {
    guard name.count > 0, name.count <= Self.maximumLength else { return nil }
    first = Self.word(name, 0)
    second = name.count > 8 ? Self.word(name, 8) : 0
    third = (name.count > 16 ? Self.word(name, 16) : 0) | UInt64(name.count) << 56
  }

  /// The packed form of a name in the tables.
  init(utf8 name: String) {
    guard let packed = PackedName(Array(name.utf8).span) else { preconditionFailure("too long a name: \(name)") }
    self = packed
  }

  /// Up to 8 bytes from `start` on.
  @inline(__always)
  private static func word(_ name: Span<UInt8>, _ start: Int) -> UInt64 {
    lowercased(name.word(at: start, count: min(8, name.count - start)))
  }

  /// The word with those of its bytes that are ASCII capitals made small, all eight at once.
  private static func lowercased(_ word: UInt64) -> UInt64 {
    let low = word & 0x7F7F_7F7F_7F7F_7F7F
    let atLeastA = low &+ 0x3F3F_3F3F_3F3F_3F3F
    let beyondZ = low &+ 0x2525_2525_2525_2525
    let capitals = (atLeastA ^ beyondZ) & ~word & 0x8080_8080_8080_8080
    return word | capitals >> 2
  }

  /// A number that is well spread in its high bits.
  var hash: UInt64 {
    let mixed = first ^ (second &* 0x9E37_79B9_7F4A_7C15) ^ (third &* 0xC2B2_AE3D_27D4_EB4F)
    return mixed &* 0x9E37_79B9_7F4A_7C15
  }
}

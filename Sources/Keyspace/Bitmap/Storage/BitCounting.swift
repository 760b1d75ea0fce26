extension Span where Element == UInt8 {
  /// Bits that are set.
  ///
  /// O(count). Blocks of 256 bytes are added up bit by bit in carry-save form (Harley and Seal), so that the ones of
  /// only every eighth vector need to be counted.
  public var oneBitCount: Int {
    unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      var index = 0
      var total = 0
      if bytes.count >= 256 {
        var adder = CarrySaveAdder()
        while index + 256 <= bytes.count {
          unsafe adder.add(base + index)
          index += 256
        }
        total = adder.total
      }
      while index + 8 <= bytes.count {
        total += unsafe base.loadUnaligned(fromByteOffset: index, as: UInt64.self).nonzeroBitCount
        index += 8
      }
      while index < bytes.count {
        total += unsafe bytes[index].nonzeroBitCount
        index += 1
      }
      return total
    }
  }

  /// The first byte at or behind `start` that is not `value`, or nil.
  ///
  /// O(count), 32 bytes at a time.
  public func firstIndex(from start: Int, notEqualTo value: UInt8) -> Int? {
    unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var index = start
      let all = SIMD4<UInt64>(repeating: UInt64(value) &* 0x0101_0101_0101_0101)
      while index + 32 <= bytes.count {
        let difference = unsafe base.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self) ^ all
        if difference[0] | difference[1] | difference[2] | difference[3] != 0 { break }
        index += 32
      }
      while index < bytes.count, unsafe bytes[index] == value { index += 1 }
      return index < bytes.count ? index : nil
    }
  }
}

/// Counts ones in 256 bytes at a time: ones, twos and fours hold what was not counted yet.
private struct CarrySaveAdder {
  private typealias Vector = SIMD4<UInt64>

  private var ones = Vector()
  private var twos = Vector()
  private var fours = Vector()
  private var eights = Vector()

  @inline(__always)
  private static func add(_ sum: inout Vector, _ first: Vector, _ second: Vector) -> Vector {
    let half = sum ^ first
    let carry = (sum & first) | (half & second)
    sum = half ^ second
    return carry
  }

  @inline(__always)
  mutating func add(_ base: UnsafeRawPointer) {
    func vector(_ index: Int) -> Vector {
      unsafe base.loadUnaligned(fromByteOffset: 32 * index, as: Vector.self)
    }
    let firstTwos = Self.add(&ones, vector(0), vector(1))
    let secondTwos = Self.add(&ones, vector(2), vector(3))
    let firstFours = Self.add(&twos, firstTwos, secondTwos)
    let thirdTwos = Self.add(&ones, vector(4), vector(5))
    let fourthTwos = Self.add(&ones, vector(6), vector(7))
    let secondFours = Self.add(&twos, thirdTwos, fourthTwos)
    eights &+= Self.counts(Self.add(&fours, firstFours, secondFours))
  }

  /// The ones of each lane.
  @inline(__always)
  private static func counts(_ vector: Vector) -> Vector {
    let pairs = vector &- ((vector &>> 1) & Vector(repeating: 0x5555_5555_5555_5555))
    let low = Vector(repeating: 0x3333_3333_3333_3333)
    let nibbles = (pairs & low) &+ ((pairs &>> 2) & low)
    let bytes = (nibbles &+ (nibbles &>> 4)) & Vector(repeating: 0x0F0F_0F0F_0F0F_0F0F)
    let words = bytes &+ (bytes &>> 8)
    let halves = words &+ (words &>> 16)
    return (halves &+ (halves &>> 32)) & Vector(repeating: 0xFF)
  }

  var total: Int {
    func sum(_ vector: Vector) -> Int { Int(vector[0] &+ vector[1] &+ vector[2] &+ vector[3]) }
    return 8 * sum(eights) + 4 * sum(Self.counts(fours)) + 2 * sum(Self.counts(twos)) + sum(Self.counts(ones))
  }
}

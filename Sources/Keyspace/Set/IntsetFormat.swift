/// The bytes of Redis' intset, a sorted array of integers.
///
/// ```
/// 4 bytes  bytes of each integer: 2, 4 or 8 (little-endian, as all that follows)
/// 4 bytes  number of integers
/// …        the integers, signed, in ascending order
/// ```
///
/// When an integer arrives that is too wide for the present ones, all become wider; they never become narrower.
enum IntsetFormat {
  static let headerSize = 8
  /// Redis keeps no more integers than these in an intset, whatever its directive says.
  static let largestCount = 1 << 30

  /// Bytes that `value` needs.
  static func width(of value: Int64) -> Int { Int16(exactly: value) != nil ? 2 : Int32(exactly: value) != nil ? 4 : 8 }

  /// Whether `bytes` are an intset with members.
  ///
  /// O(n).
  static func isValid(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > headerSize else { return false }
    let (width, count) = (Int(number(bytes, 0, 4)), Int(number(bytes, 4, 4)))
    guard width == 2 || width == 4 || width == 8, count > 0 else { return false }
    guard bytes.count - headerSize == count * width else { return false }
    var previous = Int64.min
    for index in 0..<count {
      let value = integer(bytes, headerSize + index * width, width)
      if index > 0, value <= previous { return false }
      previous = value
    }
    return true
  }

  private static func integer(_ bytes: Span<UInt8>, _ position: Int, _ width: Int) -> Int64 {
    let shift = UInt64(64 - 8 * width)
    return Int64(bitPattern: number(bytes, position, width) << shift) >> Int64(shift)
  }

  private static func number(_ bytes: Span<UInt8>, _ position: Int, _ size: Int) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<size { number |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    return number
  }
}

import Bytes
import Glibc

extension Span where Element == UInt8 {
  /// `memcmp` order: negative, zero or positive; a prefix sorts first.
  func order(_ other: Span<UInt8>) -> Int {
    unsafe withUnsafeBytes { left in
      unsafe other.withUnsafeBytes { right in
        let common = Swift.min(left.count, right.count)
        if common > 0, let first = left.baseAddress, let second = right.baseAddress {
          let order = unsafe memcmp(first, second, common)
          if order != 0 { return Int(order) }
        }
        return left.count &- right.count
      }
    }
  }
}

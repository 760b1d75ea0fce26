extension MutableSpan where Element == UInt8 {
  /// Combines the bits with those of `other`, which must not be longer; behind its end there are zeroes.
  ///
  /// O(count), 32 bytes at a time.
  public mutating func combine(_ operation: BitOperation, _ other: Span<UInt8>) {
    precondition(other.count <= count, "the other string is longer")
    switch operation {
    case .and:
      combine(other, { $0 & $1 }, { $0 & $1 })
      clear(from: other.count)
    case .or: combine(other, { $0 | $1 }, { $0 | $1 })
    case .xor: combine(other, { $0 ^ $1 }, { $0 ^ $1 })
    }
  }

  /// Inverts all bits.
  ///
  /// O(count), 32 bytes at a time.
  public mutating func invert() {
    unsafe withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var index = 0
      while index + 32 <= bytes.count {
        let wide = unsafe base.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
        unsafe base.storeBytes(of: ~wide, toByteOffset: index, as: SIMD32<UInt8>.self)
        index += 32
      }
      while index < bytes.count {
        unsafe bytes[index] = ~bytes[index]
        index += 1
      }
    }
  }

  private mutating func clear(from start: Int) {
    unsafe withUnsafeMutableBytes { bytes in
      for index in start..<bytes.count { unsafe bytes[index] = 0 }
    }
  }

  @inline(__always)
  private mutating func combine(
    _ other: Span<UInt8>, _ wide: (SIMD32<UInt8>, SIMD32<UInt8>) -> SIMD32<UInt8>, _ narrow: (UInt8, UInt8) -> UInt8
  ) {
    unsafe withUnsafeMutableBytes { bytes in
      unsafe other.withUnsafeBytes { other in
        guard let base = bytes.baseAddress, let source = other.baseAddress else { return }
        var index = 0
        while index + 32 <= other.count {
          let left = unsafe base.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
          let right = unsafe source.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
          unsafe base.storeBytes(of: wide(left, right), toByteOffset: index, as: SIMD32<UInt8>.self)
          index += 32
        }
        while index < other.count {
          unsafe bytes[index] = narrow(bytes[index], other[index])
          index += 1
        }
      }
    }
  }
}

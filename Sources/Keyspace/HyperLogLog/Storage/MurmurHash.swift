/// The 64-bit hash MurmurHash64A of Austin Appleby, on little-endian words.
enum MurmurHash {
  private static let multiplier: UInt64 = 0xC6A4_A793_5BD1_E995

  /// The hash of `bytes`. O(count).
  static func hash(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
    unsafe bytes.withUnsafeBytes { bytes in
      var hash = seed ^ UInt64(bytes.count) &* multiplier
      var index = 0
      while index + 8 <= bytes.count {
        hash = (hash ^ mixed(unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))) &* multiplier
        index += 8
      }
      if index < bytes.count {
        var rest: UInt64 = 0
        for place in (index..<bytes.count).reversed() { rest = rest << 8 | UInt64(unsafe bytes[place]) }
        hash = (hash ^ rest) &* multiplier
      }
      hash = (hash ^ hash >> 47) &* multiplier
      return hash ^ hash >> 47
    }
  }

  private static func mixed(_ word: UInt64) -> UInt64 {
    let product = word &* multiplier
    return (product ^ product >> 47) &* multiplier
  }
}

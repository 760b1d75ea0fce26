/// A length at the beginning of an element's block: one byte up to 254, else FF and eight bytes.
enum BlockLength {
  private static let escape: UInt8 = 0xFF

  /// Bytes that the length takes.
  static func size(of length: Int) -> Int { length < Int(escape) ? 1 : 9 }

  /// The length at `start`.
  @inline(__always)
  static func load(_ start: UnsafeRawPointer) -> Int {
    let short = unsafe start.load(as: UInt8.self)
    return short == escape ? unsafe start.loadUnaligned(fromByteOffset: 1, as: Int.self) : Int(short)
  }

  /// Writes the length to `start`.
  static func store(_ length: Int, to start: UnsafeMutableRawPointer) {
    if length < Int(escape) {
      unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: length), as: UInt8.self)
    } else {
      unsafe start.storeBytes(of: escape, as: UInt8.self)
      unsafe start.storeBytes(of: length, toByteOffset: 1, as: Int.self)
    }
  }

  /// Copies `text` to `start`.
  static func store(_ text: Span<UInt8>, to start: UnsafeMutableRawPointer) {
    unsafe text.withUnsafeBytes {
      unsafe start.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(start), byteCount: $0.count)
    }
  }
}

/// Compresses strings to LZF.
///
/// It looks up each three bytes in a table of where it last saw their hash. The table is kept between strings and never
/// cleared: positions count on from string to string, so that one of an earlier string is known by being too small.
/// The same string may therefore compress differently after other strings, but never wrongly.
public struct LZFCompressor: ~Copyable {
  /// Twice the reach of a copy, and small enough to stay in a processor's cache.
  private static let tableBits: UInt32 = 14
  private static let reach = 8192
  private static let longestCopy = 264
  private static let longestRun = 32

  private var table = [UInt32](repeating: 0, count: 1 << tableBits)
  /// The position of the string's first byte.
  private var base: UInt32 = 1

  /// A compressor with an empty table of 64 KB.
  public init() {}

  /// Appends `input` compressed, if that saves at least four bytes: less is not worth the two lengths.
  ///
  /// - Returns: whether it does; if not, nothing is appended. O(count), without allocation but for the output.
  public mutating func compress(_ input: Span<UInt8>, to output: inout ByteWriter) -> Bool {
    guard input.count > 4, input.count < Int(Int32.max) else { return false }
    if UInt32.max - base < UInt32(input.count) {
      for slot in table.indices { table[slot] = 0 }
      base = 1
    }
    let start = output.count
    output.reserve(input.count)
    let fits = items(input, to: &output, limit: start + input.count - 4)
    base += UInt32(input.count)
    if !fits { output.truncate(to: start) }
    return fits
  }

  private mutating func items(_ input: Span<UInt8>, to output: inout ByteWriter, limit: Int) -> Bool {
    let base = Int(base)
    var positions = table.mutableSpan
    var index = 0
    var runStart = 0
    while index + 2 < input.count {
      let slot = Self.slot(input, index)
      let candidate = Int(positions[slot]) - base
      positions[slot] = UInt32(truncatingIfNeeded: base + index)
      guard candidate >= 0, index - candidate <= Self.reach, Self.sameThree(input, candidate, index) else {
        index += 1
        continue
      }
      let length = Self.matchLength(input, candidate, index)
      Self.append(run: input.extracting(runStart..<index), to: &output)
      Self.append(copyFrom: index - candidate - 1, length: length, to: &output)
      let end = index + length
      // The copy's last bytes are what the next copy most likely follows.
      for inside in max(index + 1, end - 2)..<end where inside + 2 < input.count {
        positions[Self.slot(input, inside)] = UInt32(truncatingIfNeeded: base + inside)
      }
      index = end
      runStart = end
      if output.count > limit { return false }
    }
    Self.append(run: input.extracting(runStart..<input.count), to: &output)
    return output.count <= limit
  }

  private static func slot(_ input: Span<UInt8>, _ index: Int) -> Int {
    let three = UInt32(input[index]) << 16 | UInt32(input[index + 1]) << 8 | UInt32(input[index + 2])
    return Int((three &* 0x9E37_79B1) >> (32 - tableBits))
  }

  private static func sameThree(_ input: Span<UInt8>, _ left: Int, _ right: Int) -> Bool {
    input[left] == input[right] && input[left + 1] == input[right + 1] && input[left + 2] == input[right + 2]
  }

  private static func matchLength(_ input: Span<UInt8>, _ candidate: Int, _ index: Int) -> Int {
    let longest = min(longestCopy, input.count - index)
    var length = 3
    while length < longest, input[candidate + length] == input[index + length] { length += 1 }
    return length
  }

  private static func append(run: Span<UInt8>, to output: inout ByteWriter) {
    var start = 0
    while start < run.count {
      let count = min(longestRun, run.count - start)
      output.append(UInt8(count - 1))
      output.append(run.extracting(start..<start + count))
      start += count
    }
  }

  private static func append(copyFrom offset: Int, length: Int, to output: inout ByteWriter) {
    let high = UInt8(offset >> 8)
    if length < 9 {
      output.append(UInt8(length - 2) << 5 | high)
    } else {
      output.append(7 << 5 | high)
      output.append(UInt8(length - 9))
    }
    output.append(UInt8(offset & 0xFF))
  }
}

/// Compresses strings to LZF.
///
/// It looks up each three bytes in a table of where it last saw their hash. The table is kept between strings and never
/// cleared: positions count on from string to string, so that one of an earlier string is known by being too small.
/// The same string may therefore compress differently after other strings, but never wrongly.
public struct LZFCompressor: ~Copyable {
  /// Twice the reach of a copy, and small enough to stay in a processor's cache.
  private static let tableBits: UInt32 = 14
  /// Up to this length only as much of the table is used as stays in the fastest cache.
  private static let shortInput = 256
  private static let shortTableBits: UInt32 = 12
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
    let shift = 32 - (input.count <= Self.shortInput ? Self.shortTableBits : Self.tableBits)
    var positions = table.mutableSpan
    var index = 0
    var runStart = 0
    var end = Self.end(input.count, runStart: 0, written: 0, limit: limit - output.count)
    let start = output.count
    var three = UInt32(input[0]) << 8 | UInt32(input[1])
    while index < end {
      three = three << 8 & 0xFF_FF00 | UInt32(input[index + 2])
      let slot = Self.slot(three, shift)
      let candidate = Int(positions[slot]) - base
      positions[slot] = UInt32(truncatingIfNeeded: base + index)
      guard candidate >= 0, index - candidate <= Self.reach, Self.sameThree(input, candidate, index) else {
        index += 1
        continue
      }
      let length = Self.matchLength(input, candidate, index)
      Self.append(run: input.extracting(runStart..<index), to: &output)
      Self.append(copyFrom: index - candidate - 1, length: length, to: &output)
      let next = index + length
      // The copy's last bytes are what the next copy most likely follows.
      for inside in max(index + 1, next - 2)..<next where inside + 2 < input.count {
        positions[Self.slot(Self.three(input, inside), shift)] = UInt32(truncatingIfNeeded: base + inside)
      }
      index = next
      runStart = next
      end = Self.end(input.count, runStart: next, written: output.count - start, limit: limit - start)
      if index < end { three = UInt32(input[index]) << 8 | UInt32(input[index + 1]) }
    }
    guard output.count + input.count - runStart <= limit else { return false }
    Self.append(run: input.extracting(runStart..<input.count), to: &output)
    return output.count <= limit
  }

  /// Where to stop looking for a copy: before the last two bytes, or where none could save enough any more.
  ///
  /// After `written` bytes of output that stand for the first `runStart` of `count`; `limit` is for all output.
  private static func end(_ count: Int, runStart: Int, written: Int, limit: Int) -> Int {
    let rest = count - runStart
    if written + rest + (rest + longestRun - 1) / longestRun <= limit { return count - 2 }
    // A run takes a byte more than it holds, a copy at least two.
    return min(count - 2, runStart + limit - written - 1)
  }

  private static func three(_ input: Span<UInt8>, _ index: Int) -> UInt32 {
    UInt32(input[index]) << 16 | UInt32(input[index + 1]) << 8 | UInt32(input[index + 2])
  }

  private static func slot(_ three: UInt32, _ shift: UInt32) -> Int { Int((three &* 0x9E37_79B1) >> shift) }

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

/// LZF, the compression of strings in an RDB file.
///
/// A compressed string is a row of items, each with a control byte at its head:
///
/// ```
/// 000LLLLL                    the L+1 bytes that follow
/// LLLooooo oooooooo           L from 1 to 6: L+2 bytes again, from o+1 bytes back
/// 111ooooo LLLLLLLL oooooooo  L+9 bytes again, from o+1 bytes back
/// ```
///
/// A copy may reach into itself, which repeats its beginning. There is no end mark and no length: the RDB file stores
/// both lengths before it.
public enum LZF {
  /// Appends what the compressed `input` stands for, which must be `count` bytes.
  ///
  /// - Returns: false if `input` is damaged or does not give exactly `count` bytes; then nothing is appended. O(count).
  public static func decompress(_ input: Span<UInt8>, count: Int, to output: inout ByteWriter) -> Bool {
    // Three bytes give 264 at most, so that a damaged length cannot claim memory that no input pays for.
    guard count >= 0, count / 264 <= input.count / 3 + 1 else { return false }
    let start = output.count
    output.reserve(count)
    if items(input, count: count, to: &output) { return true }
    output.truncate(to: start)
    return false
  }

  /// What the compressed `input` stands for, or nil if that is not `count` bytes.
  public static func decompress(_ input: Span<UInt8>, count: Int) -> [UInt8]? {
    var output = ByteWriter(minimumCapacity: 16)
    return decompress(input, count: count, to: &output) ? output.array : nil
  }

  private static func items(_ input: Span<UInt8>, count: Int, to output: inout ByteWriter) -> Bool {
    var left = count
    var index = 0
    while index < input.count {
      let control = Int(input[index])
      index += 1
      if control < 32 {
        let length = control + 1
        guard length <= left, length <= input.count - index else { return false }
        output.append(input.extracting(index..<index + length))
        index += length
        left -= length
        continue
      }
      var length = control >> 5 + 2
      if length == 9 {
        guard index < input.count else { return false }
        length += Int(input[index])
        index += 1
      }
      guard index < input.count, length <= left else { return false }
      let distance = (control & 31) << 8 + Int(input[index]) + 1
      index += 1
      guard distance <= count - left else { return false }
      output.repeatBytes(from: distance, count: length)
      left -= length
    }
    return left == 0
  }
}

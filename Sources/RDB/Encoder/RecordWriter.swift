import Bytes

/// Where an encoder puts its bytes: takes all of them and returns 0, or returns an `errno`.
public typealias ByteSink = (Span<UInt8>) -> Int32

/// Writes lengths, strings and values of an RDB file.
///
/// Bytes gather in one buffer that was allocated before, and go to the sink in chunks. It works in a forked child:
/// it reads entries through their addresses and writes to memory of its own; once the buffers have their size, only a
/// value that is longer than a chunk and compresses makes it allocate.
struct RecordWriter: ~Copyable {
  var buffer: ByteWriter
  private var compressed: ByteWriter
  private var compressor = LZFCompressor()
  private let compresses: Bool
  private var output: Output

  static var chunk: Int { 128 << 10 }
  /// Strings up to this length may be decimal numbers.
  private static var longestNumber: Int { 11 }
  /// Strings up to this length are not worth compressing.
  private static var longestUncompressed: Int { 20 }

  /// A writer to `sink`, or one that keeps everything in its buffer.
  init(compresses: Bool, computesChecksum: Bool, sink: ByteSink?) {
    buffer = ByteWriter(minimumCapacity: sink == nil ? 64 : Self.chunk + 1024)
    compressed = ByteWriter(minimumCapacity: sink == nil ? 64 : Self.chunk)
    self.compresses = compresses
    output = Output(sink: sink, computesChecksum: computesChecksum)
  }

  /// The first `errno` that the sink returned; nothing is given to it after.
  var failure: Int32 { output.failure }
  /// Bytes that the sink took.
  var written: Int { output.written }

  /// Writes the length of a string, or a count.
  mutating func append(length: Int) {
    if length < 64 {
      buffer.append(UInt8(truncatingIfNeeded: length))
    } else if length < 16384 {
      buffer.append(UInt8(truncatingIfNeeded: 0x40 | length >> 8))
      buffer.append(UInt8(truncatingIfNeeded: length))
    } else if length <= Int(UInt32.max) {
      buffer.append(0x80)
      for place in 0..<4 { buffer.append(UInt8(truncatingIfNeeded: length >> (24 - 8 * place))) }
    } else {
      buffer.append(0x81)
      for place in 0..<8 { buffer.append(UInt8(truncatingIfNeeded: length >> (56 - 8 * place))) }
    }
  }

  /// Writes the low `count` bytes of `value`, little-endian.
  mutating func append(littleEndian value: UInt64, count: Int) {
    var rest = value
    for _ in 0..<count {
      buffer.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Writes a string in the encoding that Redis gives it.
  mutating func append(string: Span<UInt8>) {
    if string.count <= Self.longestNumber, let value = string.canonicalInteger, append(shortInteger: value) { return }
    if compresses, string.count > Self.longestUncompressed, appendCompressed(string) { return }
    append(length: string.count)
    append(bytes: string)
  }

  /// Writes the decimal text of `value`.
  mutating func append(integer value: Int64) {
    if append(shortInteger: value) { return }
    let digits = DecimalDigits(value)
    append(length: digits.span.count)
    buffer.append(digits.span)
  }

  /// Writes an integer of at most 32 bits; other integers are left to the caller.
  private mutating func append(shortInteger value: Int64) -> Bool {
    let (encoding, count): (UInt8, Int)
    switch value {
    case -0x80...0x7F: (encoding, count) = (0xC0, 1)
    case -0x8000...0x7FFF: (encoding, count) = (0xC1, 2)
    case -0x8000_0000...0x7FFF_FFFF: (encoding, count) = (0xC2, 4)
    default: return false
    }
    buffer.append(encoding)
    append(littleEndian: UInt64(bitPattern: value), count: count)
    return true
  }

  private mutating func appendCompressed(_ string: Span<UInt8>) -> Bool {
    compressed.removeAll(keepingAtMost: Self.chunk)
    guard compressor.compress(string, to: &compressed) else { return false }
    buffer.append(0xC3)
    append(length: compressed.count)
    append(length: string.count)
    if compressed.count < Self.chunk || output.sink == nil {
      Self.append(compressed, to: &buffer)
    } else {
      flush()
      output.take(compressed)
    }
    return true
  }

  /// Writes a string that was compressed before.
  mutating func append(compressed: Span<UInt8>, originalCount: Int) {
    buffer.append(0xC3)
    append(length: compressed.count)
    append(length: originalCount)
    append(bytes: compressed)
  }

  /// Writes bytes as they are; long ones go to the sink without a copy.
  private mutating func append(bytes: Span<UInt8>) {
    if bytes.count < Self.chunk || output.sink == nil { return buffer.append(bytes) }
    flush()
    output.take(bytes)
  }

  private static func append(_ bytes: borrowing ByteWriter, to buffer: inout ByteWriter) { buffer.append(bytes.span) }

  /// Gives the buffer to the sink if there is one and it is full.
  mutating func flushIfFull() {
    if buffer.count >= Self.chunk, output.sink != nil { flush() }
  }

  /// Gives the buffer to the sink.
  mutating func flush() {
    output.take(buffer)
    buffer.removeAll(keepingAtMost: 2 * Self.chunk)
  }

  /// Writes the checksum of everything before, 0 if there is to be none, and gives all to the sink.
  mutating func finish() {
    flush()
    append(littleEndian: output.checksum.value, count: 8)
    flush()
  }
}

/// The sink with the checksum of what went to it.
private struct Output {
  let sink: ByteSink?
  let computesChecksum: Bool
  var checksum = CRC64()
  var failure: Int32 = 0
  var written = 0

  mutating func take(_ bytes: borrowing ByteWriter) { take(bytes.span) }

  mutating func take(_ bytes: Span<UInt8>) {
    guard failure == 0, let sink, bytes.count > 0 else { return }
    if computesChecksum { checksum.update(bytes) }
    failure = sink(bytes)
    if failure == 0 { written += bytes.count }
  }
}

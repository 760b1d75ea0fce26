public import Bytes

/// Where a reader gets its bytes.
///
/// It appends at most `atMost` bytes to `window` and returns 0, or returns an `errno`. At the end it appends nothing.
public typealias ByteSource = (_ window: inout ByteWriter, _ atMost: Int) -> Int32

/// A window on the bytes of a file that moves forward only.
///
/// ```
///           |<---------------- window ---------------->|
/// file …    |consumed, in the checksum later|  ahead   |    …
///           windowOffset                    position
/// ```
///
/// It holds a chunk of the file, or more when one string is longer; it grows by what was really read, so that a false
/// length claims no memory. The checksum is computed over what was consumed, when the window moves.
struct ByteInput: ~Copyable {
  private var window: ByteWriter
  private var windowOffset = 0
  private var next = 0
  private var checksummed = 0
  private var checksum = CRC64()
  private let source: ByteSource
  /// Bytes in the file if that is known.
  private let size: Int?
  private let progress: ((Int) -> Void)?
  /// Where the read began that last crossed a multiple of the progress interval, as Redis counts.
  private(set) var reportedOffset = 0
  private var nextReport = progressInterval

  static var chunk: Int { 256 << 10 }
  /// Bytes between two reports of progress (hidden Redis directive `loading-process-events-interval-bytes`).
  static var progressInterval: Int { 2 << 20 }

  init(size: Int?, progress: ((Int) -> Void)?, source: @escaping ByteSource) {
    window = ByteWriter(minimumCapacity: min(size ?? Self.chunk, Self.chunk))
    self.size = size
    self.progress = progress
    self.source = source
  }

  /// Bytes consumed so far.
  var position: Int { windowOffset + next }
  /// Bytes that the file has left; `limit` if its size is not known.
  func remaining(limit: Int) -> Int { if let size { max(0, size - position) } else { limit } }

  /// The bytes of a range that ``take(_:)`` returned last.
  @_lifetime(borrow self)
  func span(_ range: Range<Int>) -> Span<UInt8> { window.span.extracting(range) }

  /// Consumes one byte.
  mutating func byte() throws(RDBError.Cause) -> UInt8 {
    if next == window.count { try fill(1) }
    let byte = window.span[next]
    advance(by: 1)
    return byte
  }

  /// Consumes `count` bytes and says where they are in the window, for use with ``span(_:)`` before the next call.
  mutating func take(_ count: Int) throws(RDBError.Cause) -> Range<Int> {
    if count > window.count - next { try fill(count) }
    let start = next
    advance(by: count)
    return start..<start + count
  }

  /// Consumes `count` bytes as a little-endian integer; at most 8.
  mutating func integer(_ count: Int) throws(RDBError.Cause) -> UInt64 {
    let range = try take(count)
    let bytes = window.span
    var value: UInt64 = 0
    for index in range.reversed() { value = value << 8 | UInt64(bytes[index]) }
    return value
  }

  /// Consumes `count` bytes as a big-endian integer; at most 8.
  mutating func bigEndian(_ count: Int) throws(RDBError.Cause) -> UInt64 {
    try integer(count).byteSwapped >> UInt64(64 - 8 * count)
  }

  /// The checksum of all bytes consumed.
  mutating func checksumSoFar() -> UInt64 {
    updateChecksum()
    return checksum.value
  }

  private mutating func advance(by count: Int) {
    next += count
    if position >= nextReport { report(readOf: count) }
  }

  /// Notes the pieces of at most 2 MB in which Redis reads and reports.
  private mutating func report(readOf count: Int) {
    var start = position - count
    while start < position {
      let piece = min(position - start, Self.progressInterval)
      if start + piece >= nextReport {
        reportedOffset = start
        nextReport = ((start + piece) / Self.progressInterval + 1) * Self.progressInterval
      }
      start += piece
    }
    progress?(reportedOffset)
  }

  private mutating func updateChecksum() {
    Self.update(&checksum, window, checksummed..<next)
    checksummed = next
  }

  private static func update(_ checksum: inout CRC64, _ window: borrowing ByteWriter, _ range: Range<Int>) {
    checksum.update(window.span.extracting(range))
  }

  /// Reads on until `count` bytes are ahead.
  private mutating func fill(_ count: Int) throws(RDBError.Cause) {
    if let size, count > size - position { try failShort(available: size - position) }
    updateChecksum()
    windowOffset += next
    if next == window.count { window.removeAll(keepingAtMost: 2 * Self.chunk) } else { window.removeFirst(next) }
    next = 0
    checksummed = 0
    while window.count < count {
      let missing = count - window.count
      let before = window.count
      let number = source(&window, missing > Self.chunk ? min(missing, 4 << 20) : Self.chunk)
      if number != 0 { throw .readFailed(number) }
      if window.count == before { try failShort(available: before) }
    }
  }

  /// Ends a read that needs more than the `available` bytes.
  ///
  /// Redis reads whole pieces first, and reports them.
  private mutating func failShort(available: Int) throws(RDBError.Cause) {
    let pieces = max(0, available) / Self.progressInterval
    if pieces > 0, position + pieces * Self.progressInterval >= nextReport {
      reportedOffset = position + (pieces - 1) * Self.progressInterval
    }
    throw .shortRead
  }
}

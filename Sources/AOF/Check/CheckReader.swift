import Bytes
import Disk

/// A window on a file that moves forward, for checking files of any size.
///
/// What is passed over is not read: only the ends of a long argument are ever in memory.
struct CheckReader: ~Copyable {
  private let chunk: Int
  let file: any DiskFile
  /// Bytes in the file when it was opened.
  let size: Int
  /// Where the next byte is.
  private(set) var position: Int
  private let progress: (Int) -> Void
  private var window: ByteWriter
  /// Where in the file the window begins.
  private var base: Int

  init(
    _ file: any DiskFile, from position: Int = 0, chunk: Int = 1 << 20, progress: @escaping (Int) -> Void = { _ in }
  ) throws(DiskError) {
    self.file = file
    self.position = position
    self.progress = progress
    self.chunk = chunk
    window = ByteWriter(minimumCapacity: chunk + 8192)
    base = position
    size = try file.size()
  }

  /// Reads on until `count` bytes are ahead, or the file ends.
  mutating func prepare(_ count: Int) throws(DiskError) {
    if position + count > base + window.count { try fill(count) }
  }

  /// The next `count` bytes, or as many as ``prepare(_:)`` found.
  @_lifetime(borrow self)
  func ahead(_ count: Int) -> Span<UInt8> {
    let start = min(position - base, window.count)
    return window.span.extracting(start..<min(start + count, window.count))
  }

  /// One of the bytes that are ahead; 0 behind the last.
  func byte(_ index: Int) -> UInt8 {
    let place = position - base + index
    return place < window.count ? window.span[place] : 0
  }

  /// The next byte, which is not consumed; nil at the end.
  mutating func peekByte() throws(DiskError) -> UInt8? {
    try prepare(1)
    return position < base + window.count ? byte(0) : nil
  }

  /// Bytes of the next line with its newline, or of its first `limit` bytes; 0 at the end of the file.
  mutating func lineLength(atMost limit: Int) throws(DiskError) -> Int {
    try prepare(limit)
    let bytes = ahead(limit)
    for index in bytes.indices where bytes[index] == 0x0A { return index + 1 }
    return bytes.count
  }

  /// Passes over `count` bytes, or as many as there are, and says how many.
  mutating func skip(_ count: Int) -> Int {
    let taken = min(count, max(0, max(size, base + window.count) - position))
    position += taken
    return taken
  }

  /// Moves to another place.
  mutating func seek(_ offset: Int) {
    position = offset
    if offset < base || offset > base + window.count { drop() }
  }

  private mutating func drop() {
    window.removeAll()
    base = position
  }

  private mutating func fill(_ count: Int) throws(DiskError) {
    if position > base + window.count { drop() }
    window.removeFirst(position - base)
    base = position
    while window.count < count {
      let taken = try file.read(at: base + window.count, atMost: max(chunk, count), into: &window)
      if taken == 0 { break }
    }
    progress(base + window.count)
  }
}

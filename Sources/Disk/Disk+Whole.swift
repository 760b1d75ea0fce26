public import Bytes
public import SystemPackage

extension DiskFile {
  /// Writes all of `bytes`, in as many writes as it takes.
  ///
  /// After an error a part may have been written. A write that takes nothing counts as a full disk.
  public func writeAll(_ bytes: Span<UInt8>) throws(DiskError) {
    var done = 0
    while done < bytes.count {
      let taken = try write(bytes.extracting(done..<bytes.count))
      if taken == 0 { throw .write(path, .noSpace) }
      done += taken
    }
  }

  /// Writes all of `bytes` from `offset` on, otherwise like ``writeAll(_:)``.
  public func writeAll(_ bytes: Span<UInt8>, at offset: Int) throws(DiskError) {
    var done = 0
    while done < bytes.count {
      let taken = try write(bytes.extracting(done..<bytes.count), at: offset + done)
      if taken == 0 { throw .write(path, .noSpace) }
      done += taken
    }
  }

  /// Reads a range at most 1 MB at a time, as far as the file goes, and hands each piece on with its offset.
  public func readPieces(
    of range: Range<Int>, _ body: (Span<UInt8>, Int) throws(DiskError) -> Void
  ) throws(DiskError) {
    var piece = ByteWriter()
    var position = range.lowerBound
    while position < range.upperBound {
      piece.removeAll()
      let taken = try read(at: position, atMost: min(1 << 20, range.upperBound - position), into: &piece)
      if taken == 0 { return }
      try body(piece.span, position)
      position += taken
    }
  }

  /// Appends everything from `offset` to the end of the file to `writer`.
  public func readAll(from offset: Int = 0, into writer: inout ByteWriter) throws(DiskError) {
    let expected = try size() - offset
    var position = offset
    // One byte more than expected, so that the end is met without another allocation.
    var wanted = max(expected, 0) + 1
    while true {
      let taken = try read(at: position, atMost: wanted, into: &writer)
      if taken == 0 { return }
      position += taken
      wanted = max(wanted - taken, 1 << 16)
    }
  }
}

extension Disk {
  /// The whole content of a file.
  public func readAll(_ path: FilePath) throws(DiskError) -> [UInt8] {
    let file = try open(path, .read)
    var content = ByteWriter()
    try closing(file) { () throws(DiskError) in try file.readAll(into: &content) }
    return content.array
  }

  /// Copies the content of a file, 1 MB at a time, over whatever `to` held.
  ///
  /// Nothing is synced.
  public func copy(from: FilePath, to: FilePath) throws(DiskError) {
    let source = try open(from, .read)
    try closing(source) { () throws(DiskError) in
      let target = try open(to, .truncate)
      try closing(target) { () throws(DiskError) in
        try source.readPieces(of: 0..<Int.max) { (piece, _) throws(DiskError) in try target.writeAll(piece) }
      }
    }
  }

  /// Makes a file with what `body` writes into it, and makes its content durable, but not its name.
  public func create(
    _ path: FilePath, _ body: (any DiskFile) throws(DiskError) -> Void
  ) throws(DiskError) {
    let file = try open(path, .truncate)
    try closing(file) { () throws(DiskError) in
      try body(file)
      try file.sync()
    }
  }

  /// Runs `body` and closes `file`, whatever happens; the first error is the one thrown.
  public func closing(_ file: any DiskFile, _ body: () throws(DiskError) -> Void) throws(DiskError) {
    do throws(DiskError) { try body() } catch {
      // The first error says more than one that closing may add.
      do throws(DiskError) { try file.close() } catch { _ = error }
      throw error
    }
    try file.close()
  }
}

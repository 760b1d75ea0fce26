/// Reads lines from a source of bytes, of any length and with any bytes in them.
///
/// A line ends with `\n` or `\r\n` or where the source ends. Each byte is looked at once, however small the pieces
/// are in which the source hands them out.
public struct LineReader<Failure: Error> {
  /// Appends the next bytes, one at least; appends none at the end.
  public typealias Source = (inout [UInt8]) throws(Failure) -> Void

  private let source: Source
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer.
  private var start = 0
  /// How far the buffer was searched for the end of the next line.
  private var searched = 0
  private var isAtEnd = false
  /// Number of the line read last, counted from 1; 0 before the first.
  public private(set) var lineNumber = 0

  /// A reader at the beginning of `source`.
  public init(source: @escaping Source) { self.source = source }

  /// Replaces `line` by the next line without its end.
  ///
  /// - Returns: false if there is none, and `line` is empty then.
  public mutating func next(into line: inout [UInt8]) throws(Failure) -> Bool {
    line.removeAll(keepingCapacity: true)
    while true {
      if let newline = findNewline() {
        let hasReturn = newline > start && buffer[newline - 1] == 0x0D
        line.append(contentsOf: buffer[start..<(hasReturn ? newline - 1 : newline)])
        start = newline + 1
        searched = start
        lineNumber += 1
        return true
      }
      if try !fill() { break }
    }
    guard start < buffer.count else { return false }
    line.append(contentsOf: buffer[start...])
    start = buffer.count
    lineNumber += 1
    return true
  }

  /// The first byte of the next line or its end, which stays unread; nil at the end.
  public mutating func peek() throws(Failure) -> UInt8? {
    while start == buffer.count { if try !fill() { return nil } }
    return buffer[start]
  }

  /// Hands out the bytes that were taken from the source and not yet read as lines, for another reader of the source.
  public mutating func takeBuffered() -> [UInt8] {
    let rest = Array(buffer[start...])
    buffer.removeAll()
    start = 0
    searched = 0
    return rest
  }

  private mutating func findNewline() -> Int? {
    if let newline = Self.newline(in: buffer.span, from: searched) { return newline }
    searched = buffer.count
    return nil
  }

  private static func newline(in bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == 0x0A { return index }
      index += 1
    }
    return nil
  }

  /// Whether more bytes came.
  private mutating func fill() throws(Failure) -> Bool {
    if isAtEnd { return false }
    if start > 0, start * 2 >= buffer.count {
      buffer.removeSubrange(..<start)
      searched -= start
      start = 0
    }
    let before = buffer.count
    try source(&buffer)
    isAtEnd = buffer.count == before
    return !isAtEnd
  }
}

extension LineReader where Failure == Never {
  /// A reader of `bytes`.
  public init(bytes: [UInt8]) {
    var rest: [UInt8]? = bytes
    self.init { buffer in
      buffer.append(contentsOf: rest ?? [])
      rest = nil
    }
  }
}

import Bytes

/// Finds the commands in the bytes of an append-only file, by the rules of Redis 7.0's loader.
///
/// It is more tolerant than the protocol: the lines with counts and lengths may end in a newline alone, numbers are
/// read as C's `strtol` reads them, and the two bytes after an argument may be any but zero, which only a file has that
/// grew before its bytes were written, and Redis does not see. A line that starts with `#` is an
/// annotation wherever a command may start. Lines are read in pieces of at most 1023 bytes.
///
/// What a file normally holds ``CanonicalRequest`` finds faster; both agree.
struct CommandScanner {
  /// What stands at a place of the file.
  enum Outcome: Equatable {
    /// A command that ends before `end`; see ``CommandScanner/ranges``.
    case command(end: Int)
    /// An annotation that ends before `end`.
    case annotation(end: Int)
    /// Nothing: the file ends here.
    case end
    /// The beginning of a command, of which at least `missing` bytes are not there yet.
    case incomplete(missing: Int)
    /// The file ends within a command.
    case shortRead
    /// The file ends within an annotation.
    case tornAnnotation
    /// No command.
    case badFormat
  }

  /// Bytes of the longest piece of a line.
  static let longestLine = 1023

  /// Where the arguments of the command lie.
  private(set) var ranges: [Range<Int>] = []

  /// Scans what begins at `start`; `atEnd` says that no more bytes follow.
  ///
  /// O(bytes of the command).
  mutating func next(_ bytes: Span<UInt8>, from start: Int, atEnd: Bool) -> Outcome {
    ranges.removeAll(keepingCapacity: true)
    let header: Int
    let isWhole: Bool
    switch line(bytes, from: start, atEnd: atEnd) {
    case .end: return .end
    case .incomplete: return .incomplete(missing: 1)
    case .piece(let end, let whole): (header, isWhole) = (end, whole)
    }
    if bytes[start] == UInt8(ascii: "#") {
      return !isWhole && header == bytes.count && atEnd ? .tornAnnotation : .annotation(end: header)
    }
    guard bytes[start] == UInt8(ascii: "*") else { return .badFormat }
    if header == start + 1 { return .shortRead }
    let count = Int32(truncatingIfNeeded: bytes.extracting(start + 1..<header).looseInteger)
    guard count >= 1 else { return .badFormat }
    return arguments(Int(count), bytes, from: header, atEnd: atEnd)
  }

  /// A piece of a line.
  private enum Line {
    /// It ends before `end`, with a newline if `isWhole`.
    case piece(end: Int, isWhole: Bool)
    case end, incomplete
  }

  private func line(_ bytes: Span<UInt8>, from start: Int, atEnd: Bool) -> Line {
    let limit = min(bytes.count, start + Self.longestLine)
    var index = start
    while index < limit {
      if bytes[index] == 0x0A { return .piece(end: index + 1, isWhole: true) }
      index += 1
    }
    if index - start == Self.longestLine { return .piece(end: index, isWhole: false) }
    if !atEnd { return .incomplete }
    return index == start ? .end : .piece(end: index, isWhole: false)
  }

  private mutating func arguments(_ count: Int, _ bytes: Span<UInt8>, from start: Int, atEnd: Bool) -> Outcome {
    var index = start
    for _ in 0..<count {
      switch line(bytes, from: index, atEnd: atEnd) {
      case .end: return .shortRead
      case .incomplete: return .incomplete(missing: 1)
      case .piece(let end, _):
        guard bytes[index] == UInt8(ascii: "$") else { return .badFormat }
        let length = bytes.extracting(index + 1..<end).looseInteger
        guard length >= 0 else { return .badFormat }
        let missing = length.addingReportingOverflow(2).partialValue &- Int64(bytes.count - end)
        if missing > 0 || length > Int64(bytes.count) {
          return atEnd ? .shortRead : .incomplete(missing: Int(clamping: max(missing, 1)))
        }
        index = end + Int(length) + 2
        if bytes[index - 2] == 0 || bytes[index - 1] == 0 { return .badFormat }
        ranges.append(end..<end + Int(length))
      }
    }
    return .command(end: index)
  }
}

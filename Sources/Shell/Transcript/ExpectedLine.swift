/// A line of expected output.
public struct ExpectedLine: Equatable, Sendable {
  /// The line as it stands in the file, without indentation.
  public let written: [UInt8]
  /// The texts around each `[..]`; nil for a lone `...`.
  private let pieces: [[UInt8]]?

  /// Reads a line of a transcript.
  init(written: [UInt8]) {
    self.written = written
    if written.elementsEqual("...".utf8) {
      pieces = nil
    } else {
      pieces = Self.split(TranscriptEscape.unescape(written) ?? written)
    }
  }

  /// Whether the line stands for any lines.
  var isAnyLines: Bool { pieces == nil }

  private static func split(_ text: [UInt8]) -> [[UInt8]] {
    let wildcard = Array("[..]".utf8)
    var pieces: [[UInt8]] = []
    var start = 0
    var index = 0
    while index < text.count {
      if text[index...].starts(with: wildcard) {
        pieces.append(Array(text[start..<index]))
        index += wildcard.count
        start = index
      } else {
        index += 1
      }
    }
    pieces.append(Array(text[start...]))
    return pieces
  }

  /// Whether the line stands for `line`.
  ///
  /// No lone `...` does. O(count · longest piece).
  func matches(_ line: [UInt8]) -> Bool {
    guard let pieces, let first = pieces.first, let last = pieces.last else { return false }
    if pieces.count == 1 { return first == line }
    guard first.count + last.count <= line.count, line.starts(with: first), line.suffix(last.count) == last[...] else {
      return false
    }
    // The leftmost place of each piece leaves the most room for those after it.
    var rest = line[first.count..<line.count - last.count]
    for piece in pieces.dropFirst().dropLast() {
      guard let end = Self.find(piece, in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  /// Where the first `piece` in `text` ends.
  private static func find(_ piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard let first = piece.first else { return text.startIndex }
    var start = text.startIndex
    while start + piece.count <= text.endIndex {
      if text[start] == first, text[start..<start + piece.count] == piece[...] { return start + piece.count }
      start += 1
    }
    return nil
  }

  /// Whether `expected` stands for exactly the lines `actual`.
  ///
  /// At most O(expected · actual) comparisons of lines.
  static func match(_ expected: [ExpectedLine], _ actual: [[UInt8]]) -> Bool {
    var pattern = 0
    var line = 0
    /// Behind the last `...` met, and the line up to which it reaches.
    var resume: (pattern: Int, line: Int)?
    while line < actual.count {
      if pattern < expected.count, expected[pattern].isAnyLines {
        pattern += 1
        resume = (pattern, line)
      } else if pattern < expected.count, expected[pattern].matches(actual[line]) {
        pattern += 1
        line += 1
      } else if let place = resume {
        pattern = place.pattern
        line = place.line + 1
        resume = (pattern, line)
      } else {
        return false
      }
    }
    return expected[pattern...].allSatisfy(\.isAnyLines)
  }
}

import Bytes

extension Manifest {
  /// Bytes of the longest line, its newline included.
  static let longestLine = 1024

  /// Reads the text of a manifest by the rules of Redis 7.0.
  ///
  /// Every line ends in a newline, the last one too. Keys are taken in any case and order, the last of equal ones
  /// wins, unknown ones are ignored. A number is read as C's `atoll` does, a type is its first character.
  public init(parsing text: Span<UInt8>) throws(ManifestError) {
    self.init()
    if text.isEmpty { throw ManifestError(.empty) }
    var start = 0
    var number = 0
    while start < text.count {
      // What a read of at most 1024 bytes that stops after a newline returns: longer lines come in pieces.
      let limit = min(start + Self.longestLine, text.count)
      var end = start
      var hidesNewline = false
      while end < limit, text[end] != 0x0A {
        if text[end] == 0 { hidesNewline = true }
        end += 1
      }
      let isWhole = end < limit && !hidesNewline
      number += 1
      let piece = text.extracting(start..<end)
      start = min(end + 1, limit)
      if piece.count > 0, piece[0] == UInt8(ascii: "#") {
        if Self.isSnapshotComment(piece) { shadowsSnapshot = true }
        continue
      }
      guard isWhole else { throw ManifestError(.tooLongLine) }
      let line = piece.trimmed
      do throws(Failure) { try add(line: line) } catch {
        throw ManifestError(error.cause, line: number, text: [UInt8](copying: line))
      }
    }
    isDirty = false
  }

  private struct Failure: Error { let cause: ManifestError.Cause }

  private mutating func add(line: Span<UInt8>) throws(Failure) {
    guard case .arguments(let words) = ArgumentSplitter.split(line), words.count >= 6, words.count.isMultiple(of: 2)
    else { throw Failure(cause: .invalidFormat) }
    var name: FileName?
    var sequence: Int64 = 0
    var type: UInt8?
    for index in stride(from: 0, to: words.count, by: 2) {
      let key = words[index]
      let value = words[index + 1]
      if key.span.equalsIgnoringCase("file") {
        let candidate = FileName(value)
        if candidate.bytes.contains(where: { $0 == 0x2F || $0 == 0x5C }) { throw Failure(cause: .path) }
        name = candidate
      } else if key.span.equalsIgnoringCase("seq") {
        sequence = value.span.looseInteger
      } else if key.span.equalsIgnoringCase("type") {
        type = value.first
      }
    }
    guard let name, sequence != 0, let type, type != 0 else { throw Failure(cause: .invalidFormat) }
    try add(Entry(name: name, sequence: sequence), type: type)
  }

  private mutating func add(_ entry: Entry, type: UInt8) throws(Failure) {
    switch type {
    case UInt8(ascii: "b"):
      if base != nil { throw Failure(cause: .duplicateBase) }
      base = entry
    case UInt8(ascii: "h"): history.append(entry)
    case UInt8(ascii: "i"):
      if entry.sequence <= incrSequence { throw Failure(cause: .notMonotonic) }
      incrs.append(entry)
    default: throw Failure(cause: .unknownType)
    }
  }
}

extension Span where Element == UInt8 {
  /// The bytes without blanks, tabs, carriage returns and newlines at both ends.
  fileprivate var trimmed: Span<UInt8> {
    @_lifetime(copy self)
    get {
      var start = 0
      var end = count
      while start < end, ArgumentSplitter.endsArgument(self[start]) { start += 1 }
      while end > start, ArgumentSplitter.endsArgument(self[end - 1]) { end -= 1 }
      return extracting(start..<end)
    }
  }
}

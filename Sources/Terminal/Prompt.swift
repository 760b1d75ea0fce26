/// A prompt in the form that libedit wants.
struct Prompt {
  /// Stands before and after what has no width.
  static let marker: Int32 = 1

  /// Wide characters with a terminating zero.
  let characters: [Int32]
  /// As written to the terminal by others than libedit.
  let bytes: [UInt8]
  /// Columns on the screen.
  let width: Int

  /// Translates `text`.
  ///
  /// libedit loses an escape sequence at the very end, so a last space changes places with it, and
  /// joins only one sequence to a character, so adjacent ones become one. A line break would be swallowed; it becomes a
  /// space.
  init(_ text: String) {
    let source = text.utf8.map { $0 == 0x0A || $0 == 0x0D || $0 < 0x09 ? UInt8(ascii: " ") : $0 }
    var pieces: [(escape: Bool, bytes: [UInt8])] = []
    var index = 0
    while index < source.count {
      let end = EscapeSequence.end(in: source, at: index)
      let piece = source[index..<(end ?? index + 1)]
      if let last = pieces.last, last.escape == (end != nil) {
        pieces[pieces.count - 1].bytes += piece
      } else {
        pieces.append((end != nil, Array(piece)))
      }
      index += piece.count
    }
    if let last = pieces.popLast() {
      if last.escape {
        let text = pieces.popLast()?.bytes ?? []
        let shown = text.last == UInt8(ascii: " ") ? text.dropLast() : text[...]
        if !shown.isEmpty { pieces.append((false, Array(shown))) }
        let earlier = shown.isEmpty ? pieces.popLast()?.bytes ?? [] : []
        pieces += [(true, earlier + last.bytes), (false, [UInt8(ascii: " ")])]
      } else {
        pieces.append(last)
      }
    }
    var wide: [Int32] = []
    for piece in pieces {
      let characters = WideText.characters(piece.bytes)
      wide += piece.escape ? [Self.marker] + characters + [Self.marker] : characters
    }
    characters = wide + [0]
    bytes = pieces.flatMap(\.bytes)
    width = Terminal.width(of: bytes)
  }
}

internal import CEditline

extension LineEditor {
  /// Inserts what all candidates have in common; lists them when that adds nothing.
  func completeAtCursor() -> UInt8 {
    let (line, cursor) = currentLine()
    let bytes = WideText.bytes(line)
    let place = WideText.bytes(line[..<cursor]).count
    let completion = complete(bytes, place)
    guard let first = completion.candidates.first else { return UInt8(CC_ERROR) }
    let start = min(max(0, completion.start), place)
    let word = Array(bytes[start..<place])
    if completion.candidates.count == 1 {
      let suffix = bytes[place...].starts(with: first.suffix) ? [] : first.suffix
      substitute(word, with: first.text + suffix)
      return UInt8(CC_REFRESH)
    }
    let prefix = completion.commonPrefix
    if prefix != word, prefix.count >= word.count {
      substitute(word, with: prefix)
      return UInt8(CC_REFRESH)
    }
    moveBelow()
    for row in CompletionList.rows(completion.candidates, size: Terminal.size(output)) { write(row + [0x0D, 0x0A]) }
    redraw()
    return UInt8(CC_NORM)
  }

  private func substitute(_ word: [UInt8], with text: [UInt8]) {
    unsafe el_deletestr(editor, Int32(WideText.characters(word).count))
    unsafe el_winsertstr(editor, WideText.characters(text) + [0])
  }
}

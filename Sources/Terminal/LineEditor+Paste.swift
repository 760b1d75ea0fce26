internal import CEditline

extension LineEditor {
  /// Inserts pasted text at the cursor.
  ///
  /// When it has several lines, the first is entered as if typed, the next calls of `readLine()` return the others, and
  /// what follows the last line break stays in the line.
  func paste() -> UInt8 {
    if !pastedRest.isEmpty {
      unsafe el_winsertstr(editor, WideText.characters(pastedRest) + [0])
      pastedRest = []
      return UInt8(CC_REFRESH)
    }
    guard let text = readPaste() else { return UInt8(CC_EOF) }
    let (line, cursor) = currentLine()
    let before = WideText.bytes(line[..<cursor])
    var pasted = PastedText(before + text, continues: continues)
    if pasted.lines.isEmpty {
      unsafe el_winsertstr(editor, WideText.characters(pasted.rest.dropFirst(before.count)) + [0])
      return UInt8(CC_REFRESH)
    }
    pastedRest = pasted.rest + WideText.bytes(line[cursor...])
    replaceLine(with: WideText.characters(pasted.lines.removeFirst()))
    pastedLines = pasted.lines
    // Drawing comes first, so the line is entered by a key that libedit reads next.
    unsafe el_wpush(editor, [0x0A, 0])
    return UInt8(CC_REFRESH)
  }

  /// The bytes up to the terminal's end mark; `nil` when the input ends before.
  private func readPaste() -> [UInt8]? {
    var text: [UInt8] = []
    while !text.ends(with: Key.pasteEnd) {
      guard let byte = nextByte(readingAhead: true) else { return nil }
      text.append(byte)
    }
    return text.dropLast(Key.pasteEnd.count)
  }
}

extension [UInt8] {
  fileprivate func ends(with end: [UInt8]) -> Bool {
    guard count >= end.count, last == end.last else { return false }
    return suffix(end.count).elementsEqual(end)
  }
}

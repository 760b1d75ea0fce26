internal import CEditline
internal import Glibc

extension LineEditor {
  /// Prints `text` above the line being edited, for use in `idle`; a missing line break at the end is added.
  public func show(_ text: [UInt8]) {
    if text.isEmpty { return }
    eraseLine()
    write(text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } + (text.last == 0x0A ? [] : [0x0D, 0x0A]))
    redraw()
  }

  /// The line being edited and the cursor's place in it, in wide characters.
  func currentLine() -> (text: [Int32], cursor: Int) {
    guard let line = unsafe el_wline(editor)?.pointee else { return ([], 0) }
    let count = unsafe line.lastchar - line.buffer
    let text = unsafe Array(UnsafeBufferPointer(start: line.buffer, count: count))
    return unsafe (text, line.cursor - line.buffer)
  }

  /// Makes `text` the line, with the cursor at its end.
  ///
  /// The caller draws it.
  func replaceLine(with text: [Int32]) {
    let (line, cursor) = currentLine()
    unsafe el_cursor(editor, Int32(line.count - cursor))
    unsafe el_deletestr(editor, Int32(line.count))
    unsafe el_winsertstr(editor, text + [0])
  }

  func setPrompt() {
    currentPrompt = Prompt(prompt())
    unsafe promptBuffer.deallocate()
    unsafe promptBuffer = .allocate(capacity: currentPrompt.characters.count)
    _ = unsafe promptBuffer.initialize(from: currentPrompt.characters)
  }

  /// Draws prompt and line, where the cursor stands in the first column.
  func redraw() { unsafe editline_redraw(editor) }

  /// Moves the cursor to the first column below the line.
  func moveBelow() {
    let (cursor, end) = places()
    let down = end.row - cursor.row
    if isCapable, down > 0 { write(Array("\u{1B}[\(down)B".utf8)) }
    write([0x0D, 0x0A])
  }

  /// Moves the cursor behind the last character of the line.
  func moveToEnd() {
    let (cursor, end) = places()
    guard isCapable else { return }
    let down = end.row - cursor.row
    write(Array(((down > 0 ? "\u{1B}[\(down)B" : "") + "\u{1B}[\(end.column + 1)G").utf8))
  }

  /// Wipes prompt and line off the screen and moves the cursor to where they began.
  func eraseLine() {
    isOverlaid = false
    guard isCapable else { return write([0x0D, 0x0A]) }
    let up = places().cursor.row
    write((up > 0 ? Array("\u{1B}[\(up)A".utf8) : []) + Array("\r\u{1B}[J".utf8))
  }

  private func places() -> (cursor: ScreenPlace, end: ScreenPlace) {
    let (line, cursor) = currentLine()
    let columns = columns
    let width = currentPrompt.width
    return (
      ScreenPlace(after: line[..<cursor], promptWidth: width, columns: columns),
      ScreenPlace(after: line, promptWidth: width, columns: columns)
    )
  }

  /// Writes a line that was not typed as if it had been.
  func echo(_ line: [UInt8]) {
    let text = line.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      CompletionList.visible(Array($0), keepingTabs: true)
    }
    write(currentPrompt.bytes + text.joined(separator: [0x0D, 0x0A]) + [0x0D, 0x0A])
  }

  /// What tells the terminal to mark pasted text, or no longer to.
  func pasteMode(on: Bool) -> [UInt8] { isCapable && !isVi ? Array("\u{1B}[?2004\(on ? "h" : "l")".utf8) : [] }

  /// Writes to the terminal, after what libedit has not written yet.
  ///
  /// A terminal that cannot be written to any more ends the next read, so an error here is told there.
  func write(_ text: [UInt8]) {
    unsafe fflush(outputFile)
    var rest = text[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in unsafe Glibc.write(output, bytes.baseAddress, bytes.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}

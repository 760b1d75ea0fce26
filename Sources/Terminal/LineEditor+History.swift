internal import CEditline

extension LineEditor {
  /// Remembers a line that was entered; line breaks at its end are dropped, as is a repetition of the line before.
  ///
  /// Unless the line is secret it goes to the history file at once. When that fails, `historyError` says why, once, and
  /// the file is left alone from then on.
  public func addHistory(_ line: [UInt8]) {
    var line = line
    while line.last == 0x0A { line.removeLast() }
    if line.isEmpty || !remember(line) { return }
    guard let historyFile, !isSecret(line) else { return }
    do throws(TerminalError) {
      try historyFile.append(line)
    } catch let error {
      historyError = error
      self.historyFile = nil
    }
  }

  func loadHistory(_ file: HistoryFile) {
    do throws(TerminalError) {
      for line in try file.load() { _ = remember(line) }
      historyFile = file
    } catch let error {
      historyError = error
    }
  }

  /// Shows another line of the history.
  func recall(older: Bool) -> UInt8 {
    let (line, cursor) = currentLine()
    guard
      let text = recall.next(
        older: older, line: WideText.bytes(line), cursor: WideText.bytes(line[..<cursor]).count)
    else { return UInt8(CC_ERROR) }
    replaceLine(with: WideText.characters(text))
    return UInt8(CC_REFRESH)
  }

  private func remember(_ line: [UInt8]) -> Bool {
    guard recall.add(line) else { return false }
    unsafe editline_history_enter(history, WideText.characters(line) + [0])
    return true
  }
}

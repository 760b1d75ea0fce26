/// What is shown on the line beside what is typed: a hint behind the cursor, and a state at the right edge.
///
/// libedit knows nothing of it. It is written when the editor begins to wait for a key, behind the end of the line, and
/// wiped off before libedit gets the key, so that the screen is then as libedit believes it to be. Nothing is shown
/// where it would not fit on the row, nor while a line has several rows of its own or a search is under way.
struct Overlay: Equatable {
  /// Shown behind the end of the line, when the cursor stands there.
  var hint = ""
  /// Shown at the right edge, if there is room; may hold colours.
  var state = ""

  /// What to write where the line ends in `column` of so many; nil for nothing.
  func text(at column: Int, of columns: Int, usesColor: Bool) -> [UInt8]? {
    var text: [UInt8] = []
    var used = column
    // The last column stays free: what is written there may or may not move to the next row.
    let room = columns - 1 - column
    let shown = hint.isEmpty || room < 8 || !usesColor ? [] : CompletionList.clip(Array(hint.utf8), to: room)
    if !shown.isEmpty {
      text += Array("\u{1B}[90m".utf8) + shown + Array("\u{1B}[0m".utf8)
      used += Terminal.width(of: shown)
    }
    // Without colours a hint would look as if it were typed; it takes the place of the state then.
    let right = usesColor || hint.isEmpty ? Array(state.utf8) : CompletionList.clip(Array(hint.utf8), to: room - 2)
    let start = columns - 1 - Terminal.width(of: right)
    if !right.isEmpty, start >= used + 2 { text += Array("\u{1B}[\(start + 1)G".utf8) + right }
    return text.isEmpty ? nil : text
  }
}

extension LineEditor {
  /// Shows hint and state, unless a key is waiting.
  func showOverlay() {
    guard isCapable, hint != nil || state != nil, !isOverlaid, ahead.isEmpty else { return }
    let (line, cursor) = currentLine()
    guard !line.contains(0x0A), columns >= 20 else { return }
    let width = currentPrompt.width
    let end = ScreenPlace(after: line, promptWidth: width, columns: columns)
    let place = ScreenPlace(after: line[..<cursor], promptWidth: width, columns: columns)
    guard end.row == place.row, end.column < columns - 2 else { return }
    let isAtEnd = cursor == line.count
    var overlay = Overlay(state: state?() ?? "")
    if isAtEnd, !line.isEmpty { overlay.hint = hint?(WideText.bytes(line)) ?? "" }
    shown = overlay
    guard let text = overlay.text(at: end.column, of: columns, usesColor: usesColor()) else { return }
    let move = isAtEnd ? "" : "\u{1B}[\(end.column + 1)G"
    write(Array("\u{1B}7\(move)".utf8) + text + Array("\u{1B}[0m\u{1B}8".utf8))
    isOverlaid = true
    wasOverlaid = true
    overlayColumn = end.column
  }

  /// Wipes hint and state off.
  ///
  /// - Parameter forGood: whether the row is left behind as it is. Terminals that wrap rows anew when they become
  ///   narrower may count cells that were wiped one by one, and show an empty row behind each such row; a row that is
  ///   wiped as a whole and written again has only its text.
  func hideOverlay(forGood: Bool = false) {
    defer { isOverlaid = false }
    if forGood, wasOverlaid, let row = plainRow() {
      wasOverlaid = false
      return write(Array("\u{1B}7\r\u{1B}[2K".utf8) + row + Array("\u{1B}8".utf8))
    }
    guard isOverlaid else { return }
    write(Array("\u{1B}7\u{1B}[\(overlayColumn + 1)G\u{1B}[K\u{1B}8".utf8))
  }

  /// Prompt and line, if they are one row of characters that stand for themselves.
  private func plainRow() -> [UInt8]? {
    let line = currentLine().text
    guard currentPrompt.width + 2 * line.count < columns, line.allSatisfy({ Terminal.columns(of: $0) != nil }) else {
      return nil
    }
    return currentPrompt.bytes + WideText.bytes(line)
  }

  /// Shows the state anew when it has changed.
  func renewOverlay() {
    guard let state, shown.state != state() else { return }
    hideOverlay()
    showOverlay()
  }
}

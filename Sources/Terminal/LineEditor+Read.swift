internal import CEditline
internal import Glibc

extension LineEditor {
  /// The time between two calls of `idle`, in milliseconds.
  private static let idleInterval: UInt64 = 100

  /// The next character for libedit; `nil` when reading is over, and `outcome` says how.
  func nextCharacter() -> Int32? {
    guard let first = nextByte() else { return nil }
    var bytes = [first]
    // The rest of a character comes with it; a byte that stays alone is not UTF-8.
    while bytes.count < WideText.sequenceLength(first), hasInput(within: 50), let next = nextByte() {
      bytes.append(next)
    }
    if outcome != nil { return nil }
    // Ctrl-Space, or a Ctrl-D from before the line; the one zero byte that is a key and no text.
    if first == 0 { return 0 }
    let (character, length) = WideText.decode(bytes, at: 0)
    ahead.insert(contentsOf: bytes[length...], at: 0)
    return character
  }

  /// The next byte, waited for; `nil` when reading is over, and `outcome` says how.
  ///
  /// One byte is taken at a time, so that what is typed ahead is left to programs started in between, unless
  /// `readingAhead` says that much more is coming.
  func nextByte(readingAhead: Bool = false) -> UInt8? {
    if !ahead.isEmpty { return ahead.removeFirst() }
    unsafe fflush(outputFile)
    while true {
      if !handleSignals() { return nil }
      callIdle()
      if !readingAhead, !hasInput(within: 0) { if isOverlaid { renewOverlay() } else { showOverlay() } }
      guard hasInput(within: Int32(Self.idleInterval)) else { continue }
      var buffer = [UInt8](repeating: 0, count: readingAhead ? 4096 : 1)
      let count = unsafe read(input, &buffer, buffer.count)
      hideOverlay(forGood: count > 0 && Key.leavingLine.contains(buffer[0]))
      if count > 0 {
        ahead += buffer[1..<count]
        return buffer[0]
      }
      if count == 0 {
        outcome = .success(.endOfInput)
        return nil
      }
      if errno != EINTR, errno != EAGAIN {
        outcome = .failure(.read(errno))
        return nil
      }
    }
  }

  private func hasInput(within milliseconds: Int32) -> Bool {
    if !ahead.isEmpty { return true }
    var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&descriptor, 1, milliseconds) > 0
  }

  private func callIdle() {
    guard let idle else { return }
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let now = UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
    guard now >= lastIdle + Self.idleInterval else { return }
    lastIdle = now
    if idle() {
      isOverlaid = false
      setPrompt()
      redraw()
    }
  }

  /// Does what the signals that came ask for; false when reading is over.
  private func handleSignals() -> Bool {
    while true {
      let signal = editline_signals_take()
      if signal != 0, signal != SIGWINCH { hideOverlay(forGood: signal != SIGCONT) }
      switch signal {
      case 0: return true
      case SIGWINCH: resize()
      case SIGCONT: resume()
      case SIGINT:
        interrupt()
        return false
      default:
        leaveTerminal()
        editline_signals_pass_on(signal)
        if signal == SIGTSTP {
          resume()
        } else {
          outcome = .success(.endOfInput)
          return false
        }
      }
    }
  }

  private func interrupt() {
    moveToEnd()
    write(Array("^C\r\n".utf8))
    discardPastedLines()
    outcome = .success(.interrupted)
  }

  private func resize() {
    // The terminal has wrapped the line anew by now, so its rows are counted with the new width.
    eraseLine()
    unsafe el_resize(editor)
    redraw()
  }

  /// Gives the terminal to others, below the line.
  private func leaveTerminal() {
    moveBelow()
    write(pasteMode(on: false))
    unsafe editline_prepare_terminal(editor, false)
  }

  /// Takes the terminal back, from whoever had it: libedit believes it to be as it left it.
  private func resume() {
    unsafe editline_prepare_terminal(editor, false)
    unsafe editline_prepare_terminal(editor, true)
    write([0x0D] + pasteMode(on: true))
    redraw()
  }
}

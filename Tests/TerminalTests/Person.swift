import Glibc
import Synchronization

@testable import Terminal

/// Sits at a pseudo-terminal on which a line editor runs in a thread of its own: types, and looks at the screen.
final class Person {
  /// What the editor's thread works with.
  private final class Seat: Sendable {
    let terminal: Int32
    let historyFile: String?
    let configure: @Sendable (LineEditor) -> Void
    let results = Mutex<[String]>([])

    init(terminal: Int32, historyFile: String?, configure: @escaping @Sendable (LineEditor) -> Void) {
      self.terminal = terminal
      self.historyFile = historyFile
      self.configure = configure
    }

    func read() {
      // The test's own threads block all signals, and this one is their child.
      var signals = sigset_t()
      unsafe sigfillset(&signals)
      unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      do throws(TerminalError) {
        let editor = try LineEditor(
          program: "test", historyFile: historyFile, historyLimit: 100, input: terminal, output: terminal)
        configure(editor)
        var input = LineEditor.Input.interrupted
        while input != .endOfInput {
          input = try editor.readLine()
          if case .line(let line) = input { editor.addHistory(line) }
          let text = Person.describe(input)
          results.withLock { $0.append(text) }
        }
        editor.close()
      } catch {
        results.withLock { $0.append("error: \(error)") }
      }
    }
  }

  static let prompt = "p> "
  private static let environment: Void = {
    unsafe setenv("TERM", "xterm", 1)
    unsafe setenv("EDITRC", "/dev/null", 1)
  }()

  private var keyboard: Int32
  private let seat: Seat
  private var thread: pthread_t = 0
  private var outgoing: [UInt8] = []
  /// All that the screen got, and how much of it was looked at.
  private(set) var screen: [UInt8] = []
  private var looked = 0
  private var isGone = false

  init(
    columns: UInt16 = 80, historyFile: String? = nil, configure: @escaping @Sendable (LineEditor) -> Void = { _ in }
  ) {
    _ = Self.environment
    var pair: (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    let opened = unsafe openpty(&pair.0, &pair.1, nil, nil, &size)
    precondition(opened == 0, "no pseudo-terminal")
    keyboard = pair.0
    _ = fcntl(keyboard, F_SETFL, O_NONBLOCK)
    modesBefore = Self.modes(of: pair.1)
    seat = Seat(terminal: pair.1, historyFile: historyFile) { editor in
      editor.prompt = { Self.prompt }
      configure(editor)
    }
    let argument = unsafe Unmanaged.passRetained(seat).toOpaque()
    unsafe pthread_create(
      &thread, nil,
      { argument in
        if let argument = unsafe argument { unsafe Unmanaged<Seat>.fromOpaque(argument).takeRetainedValue().read() }
        return nil
      }, argument)
  }

  /// The lines read so far, as text: `line …`, `interrupted`, `end`.
  var results: [String] { seat.results.withLock { $0 } }

  static func describe(_ input: LineEditor.Input) -> String {
    switch input {
    case .line(let line): "line " + String(decoding: CompletionList.visible(line), as: UTF8.self)
    case .interrupted: "interrupted"
    case .endOfInput: "end"
    }
  }

  func type(_ text: String) { outgoing += Array(text.utf8) }
  func type(_ bytes: [UInt8]) { outgoing += bytes }
  func paste(_ text: String) { type("\u{1B}[200~" + text + "\u{1B}[201~") }

  /// Waits for the prompt of the next line, with the keyboard in the editor's hands.
  func awaitPrompt() -> Bool { look(for: "\u{1B}[?2004h") && look(for: Self.prompt) }

  /// Waits until `text` comes on the screen, after what was looked at before.
  func look(for text: String) -> Bool {
    let wanted = Array(text.utf8)
    return wait {
      var start = self.looked
      while start + wanted.count <= self.screen.count {
        if self.screen[start..<start + wanted.count].elementsEqual(wanted) {
          self.looked = start + wanted.count
          return true
        }
        start += 1
      }
      return false
    }
  }

  /// Types Enter and returns what `readLine()` then gave.
  func enter() -> String {
    let count = results.count
    type("\r")
    _ = wait { self.results.count > count }
    return results.dropFirst(count).first ?? "nothing"
  }

  /// Waits for that many results in all.
  func awaitResults(_ count: Int) -> [String] {
    _ = wait { self.results.count >= count }
    return results
  }

  func send(_ signal: Int32) { pthread_kill(thread, signal) }

  func resize(columns: UInt16) {
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(seat.terminal, UInt(TIOCSWINSZ), &size)
  }

  /// The line discipline's switches for canonical input and echo.
  var modes: UInt32 { Self.modes(of: seat.terminal) }
  /// The same before the editor began.
  let modesBefore: UInt32

  private static func modes(of terminal: Int32) -> UInt32 {
    var attributes = termios()
    unsafe tcgetattr(terminal, &attributes)
    return attributes.c_lflag & UInt32(ICANON | ECHO)
  }

  /// Ends the editor by Ctrl-D if it has not ended, and gives back the terminal.
  func leave() {
    if isGone { return }
    isGone = true
    if keyboard >= 0, results.last != "end", wait({ self.modes == 0 }) {
      type("\u{15}\u{04}")
      _ = wait { self.results.last == "end" }
    }
    hangUp()
    pthread_join(thread, nil)
    close(seat.terminal)
  }

  /// Takes the terminal away; an editor that still reads must end.
  func hangUp() {
    if keyboard < 0 { return }
    pump(0)
    close(keyboard)
    keyboard = -1
  }

  /// Types and reads until `condition` holds.
  ///
  /// Gives up after half a minute, which no working editor needs, so that a
  /// fault fails a test instead of stopping all. Counted in time, not in
  /// looks: a terminal whose buffer is full answers each look at once.
  private func wait(_ condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
      if condition() { return true }
      pump(10)
    }
    return condition()
  }

  private func pump(_ milliseconds: Int32) {
    if keyboard < 0 {
      usleep(UInt32(milliseconds) * 1_000)
      return
    }
    var descriptor = pollfd(
      fd: keyboard, events: Int16(POLLIN) | (outgoing.isEmpty ? 0 : Int16(POLLOUT)), revents: 0)
    unsafe poll(&descriptor, 1, milliseconds)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe read(keyboard, &buffer, buffer.count)
      if count <= 0 { break }
      screen += buffer[..<count]
    }
    if !outgoing.isEmpty {
      let piece = Array(outgoing.prefix(1024))
      let count = unsafe write(keyboard, piece, piece.count)
      if count > 0 { outgoing.removeFirst(count) }
    }
  }
}

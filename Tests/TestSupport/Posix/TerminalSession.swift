import Glibc

/// The package's executable at a pseudo-terminal, with somebody who types and looks.
public final class TerminalSession {
  private var keyboard: Int32
  private let process: pid_t
  private var ended: Int32?
  /// What is on the screen.
  public private(set) var screen: TerminalScreen
  /// All that was written to the terminal.
  public private(set) var written: [UInt8] = []

  /// Starts `aofsh` with `arguments` on a terminal of so many columns; `environment` is added to a plain one, of
  /// which `without` is left out.
  public init(
    _ arguments: [String] = [], columns: Int = 80, environment: [String: String] = [:],
    without: [String] = []
  ) throws(SystemFailure) {
    screen = TerminalScreen(columns: columns)
    var pair: (Int32, Int32) = (-1, -1)
    var path = [CChar](repeating: 0, count: 256)
    var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    let opened = unsafe openpty(&pair.0, &pair.1, &path, nil, &size)
    keyboard = pair.0
    guard opened == 0 else { throw SystemFailure("openpty") }
    defer { close(pair.1) }
    for end in [pair.0, pair.1] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(keyboard, F_SETFL, O_NONBLOCK)
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    // The leader of a session takes the first terminal that it opens for its own, so that Ctrl-C reaches it.
    unsafe posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var variables = [
      "TERM": "xterm", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "AOFSH_HISTORY": "", "AOFSH_RC": "",
      "EDITRC": "/dev/null",
    ]
    for name in without { variables[name] = nil }
    variables.merge(environment) { $1 }
    process = try unsafe Spawn.start([Program.path] + arguments, environment: variables, leadsSession: true, &actions)
  }

  deinit { _ = end() }

  /// Types keys as they are: `\r` for Enter.
  public func type(_ keys: String) {
    var rest = Array(keys.utf8)[...]
    let end = ContinuousClock.now + .seconds(30)
    while !rest.isEmpty, ContinuousClock.now < end {
      let piece = Array(rest.prefix(512))
      let count = unsafe Glibc.write(keyboard, piece, piece.count)
      if count > 0 { rest = rest.dropFirst(count) }
      pump(0)
    }
  }

  /// Waits until `condition` holds of the screen; gives up after half a minute, which no working program needs.
  public func wait(_ condition: (TerminalScreen) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
      if condition(screen) { return true }
      pump(20)
    }
    return condition(screen)
  }

  /// Waits until the last line of the screen begins with `start`.
  public func waitForLastLine(_ start: String) -> Bool { wait { $0.lines.last?.hasPrefix(start) == true } }

  /// Waits until `text` stands somewhere on the screen.
  public func waitFor(_ text: String) -> Bool { wait { $0.text.contains(text) } }

  /// Waits until the program reads key by key: before that the terminal takes Ctrl-D and Ctrl-R for itself.
  public func waitForEditing() -> Bool { wait { _ in readsLines == false } }

  /// Waits until the program has taken a line and runs it: a Ctrl-C before that would be for the line.
  public func waitForRunning() -> Bool { wait { _ in readsLines == true } }

  /// Whether the terminal hands out whole lines, as it does while nobody edits one.
  private var readsLines: Bool? {
    var settings = termios()
    guard unsafe tcgetattr(keyboard, &settings) == 0 else { return nil }
    return settings.c_lflag & UInt32(ICANON) != 0
  }

  /// Waits for the program's end, and ends it if it does not; its status, or minus a signal.
  public func end() -> Int32 {
    if let ended { return ended }
    let limit = ContinuousClock.now + .seconds(10)
    var status: Int32 = 0
    while unsafe waitpid(process, &status, WNOHANG) == 0 {
      pump(20)
      if ContinuousClock.now > limit { kill(process, SIGKILL) }
    }
    close(keyboard)
    let signal = status & 0x7F
    ended = signal == 0 ? status >> 8 & 0xFF : -signal
    return ended ?? 0
  }

  private func pump(_ milliseconds: Int32) {
    var descriptor = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    unsafe poll(&descriptor, 1, milliseconds)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe read(keyboard, &buffer, buffer.count)
      if count <= 0 { return }
      written += buffer[..<count]
      screen.write(buffer[..<count])
    }
  }
}

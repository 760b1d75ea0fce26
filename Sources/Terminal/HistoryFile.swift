internal import Glibc

/// The file in which entered lines outlive the session; `HistoryText` specifies its text.
///
/// Several shells may use one file. An entry is added by one write at the file's end; a file that has grown too long is
/// replaced as a whole by renaming. Both happen under an advisory lock, and a writer that finds the file replaced
/// meanwhile opens the new one, so that nobody's entry is lost. Who cannot get the lock within a moment goes on
/// without: an entry then, at worst, misses a replacement, but a stopped process never stops another.
struct HistoryFile {
  let path: String
  /// The number of entries to keep.
  let limit: Int

  /// The last `limit` entries, the oldest first; none when there is no file.
  ///
  /// A file with an eighth more entries than that is shortened, so that it is not rewritten at each start. The file is
  /// made readable for its owner only.
  func load() throws(TerminalError) -> [[UInt8]] {
    guard let file = try open(create: false, action: "read") else { return [] }
    defer { close(file) }
    let entries = HistoryText.entries(try read(file))
    let kept = Array(entries.suffix(limit))
    if entries.count > limit + limit / 8 { try shorten(file, to: kept) }
    return kept
  }

  /// Adds `entry` to the end; creates the file, with mode 0600, when there is none.
  func append(_ entry: [UInt8]) throws(TerminalError) {
    guard let file = try open(create: true, action: "write") else { return }
    defer { close(file) }
    var text = HistoryText.line(entry)
    let size = try status(file, "write").st_size
    if size == 0 {
      text = HistoryText.header + text
    } else {
      var last: UInt8 = 0
      // Another writer may have been cut off inside its line.
      if unsafe pread(file, &last, 1, size - 1) == 1, last != 0x0A { text.insert(0x0A, at: 0) }
    }
    try write(text, to: file)
  }

  /// Opens and locks the file that stands at `path` now.
  ///
  /// `nil`: there is none, or it is `/dev/null`.
  private func open(create: Bool, action: String) throws(TerminalError) -> Int32? {
    var attempts = 0
    while true {
      // O_NONBLOCK: a pipe must be an error, not a wait.
      let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | (create ? O_CREAT : 0)
      let file = unsafe Glibc.open(path, flags, 0o600)
      if file < 0 {
        if errno == ENOENT, !create { return nil }
        throw error(action)
      }
      do throws(TerminalError) {
        let opened = try status(file, action)
        guard opened.st_mode & S_IFMT == S_IFREG else {
          if path == "/dev/null" {
            close(file)
            return nil
          }
          throw TerminalError.historyIsNoFile(path: path)
        }
        if opened.st_mode & 0o077 != 0, opened.st_uid == geteuid(), fchmod(file, 0o600) != 0 { throw error(action) }
        lock(file)
        var named = stat()
        let same = unsafe stat(path, &named) == 0 && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
        if same || attempts == 10 { return file }
      } catch let failure {
        close(file)
        throw failure
      }
      close(file)
      attempts += 1
    }
  }

  private func lock(_ file: Int32) {
    for _ in 0..<20 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
      usleep(2_000)
    }
  }

  private func read(_ file: Int32) throws(TerminalError) -> [UInt8] {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe Glibc.read(file, &buffer, buffer.count)
      if count == 0 { return text }
      if count > 0 {
        text += buffer[..<count]
      } else if errno != EINTR {
        throw error("read")
      }
    }
  }

  private func write(_ text: [UInt8], to file: Int32) throws(TerminalError) {
    var rest = text[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in unsafe Glibc.write(file, bytes.baseAddress, bytes.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw error("write")
      }
    }
  }

  /// Replaces the file, which the caller has locked, by one with `entries` only.
  private func shorten(_ file: Int32, to entries: [[UInt8]]) throws(TerminalError) {
    // Behind a symbolic link it is the file that is replaced, not the link.
    guard let resolved = unsafe realpath(path, nil) else { throw error("shorten") }
    let target = unsafe String(cString: resolved)
    unsafe free(resolved)
    let draft = "\(target).new-\(getpid())"
    let new = unsafe Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard new >= 0 else { throw error("shorten") }
    defer { close(new) }
    do throws(TerminalError) {
      try write(HistoryText.header + entries.flatMap(HistoryText.line), to: new)
      guard unsafe fsync(new) == 0 && rename(draft, target) == 0 else { throw error("shorten") }
    } catch let failure {
      unsafe unlink(draft)
      throw failure
    }
  }

  private func status(_ file: Int32, _ action: String) throws(TerminalError) -> stat {
    var result = stat()
    guard unsafe fstat(file, &result) == 0 else { throw error(action) }
    return result
  }

  private func error(_ action: String) -> TerminalError { .history(path: path, action: action, errno) }
}

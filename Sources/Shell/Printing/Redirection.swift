import Bytes
import Disk
import SystemPackage

/// Where output goes instead of the terminal: a file, or the standard input of a system command.
struct Redirection {
  /// Where.
  enum Target {
    case file(FilePath, any DiskFile)
    /// A line for the system shell, which runs at the end, with all that was collected for it.
    case command([UInt8])
  }

  let target: Target
  /// Lines until it ends by itself, the present one included; nil for until it is told.
  var linesLeft: Int?
  var collected: [UInt8] = []
  /// Why the file cannot be written any more.
  var problem: String?
}

extension Workbench {
  /// `:output` and `:once`.
  func redirect(to words: [[UInt8]], isOnce: Bool) throws(MetaError) {
    let word = Array(words.joined(separator: [0x20]))
    try endRedirection()
    if word.first == UInt8(ascii: "|") {
      if options.isSafe { throw MetaError("system commands are off, because of --safe") }
      let line = [UInt8](copying: Array(word.dropFirst()).span.trimmed)
      if line.isEmpty || line.contains(0) { throw MetaError("give a system command behind the |, such as: \"| less\"") }
      redirection = Redirection(target: .command(line), linesLeft: isOnce ? 2 : nil)
      return
    }
    guard let given = FilePath(bytes: word), !given.isEmpty else {
      throw MetaError("a file name cannot be empty or hold a zero byte")
    }
    let path = ScratchDirectory.current().pushing(given).lexicallyNormalized()
    do throws(DiskError) {
      let file = try PosixDisk().open(path, .truncate)
      redirection = Redirection(target: .file(path, file), linesLeft: isOnce ? 2 : nil)
    } catch { throw MetaError("the output cannot go there: \(error.description)") }
  }

  /// Takes what would have been printed.
  func redirect(_ bytes: [UInt8]) {
    guard var current = redirection.take() else { return }
    switch current.target {
    case .command: current.collected += bytes
    case .file(_, let file):
      do throws(DiskError) { if current.problem == nil { try file.writeAll(bytes.span) } } catch {
        current.problem = error.description
      }
    }
    redirection = current
  }

  /// Counts a line; ends what `:once` began.
  func lineEnded() throws(MetaError) {
    guard let left = redirection?.linesLeft else { return }
    redirection?.linesLeft = left - 1
    if left == 1 { try endRedirection() }
  }

  /// Closes the file, or runs the command.
  func endRedirection() throws(MetaError) {
    guard let ending = redirection.take() else { return }
    switch ending.target {
    case .file(let path, let file):
      var problem = ending.problem
      do throws(DiskError) { try file.close() } catch { problem = problem ?? error.description }
      if let problem { throw MetaError("the output in \(path.string) is not whole: \(problem)") }
    case .command(let line):
      sink.flush()
      let isCaptured = !options.isInteractive || recording != nil
      try check(
        SystemShell.run(
          line, in: directory, input: ending.collected, takesErrors: display.showsFailures || recording != nil,
          emit: isCaptured ? { self.write($0) } : nil))
    }
  }

  // MARK: Pages

  /// Runs `body` and shows what it prints in a pager, if it is longer than a person's screen.
  func paged(_ body: () throws(MetaError) -> LineResult) throws(MetaError) -> LineResult {
    guard options.isInteractive, display.pager, let pager = options.pager, held == nil, redirection == nil,
      let size = options.terminalSize?()
    else { return try body() }
    held = []
    defer { release(pager, size) }
    return try body()
  }

  private func release(_ pager: String, _ size: (columns: Int, rows: Int)) {
    guard let text = held.take() else { return }
    guard rows(of: text, size) >= size.rows else { return emit(text) }
    sink.flush()
    let end = SystemShell.run(Array(pager.utf8), in: directory, input: text, emit: nil)
    if end != .status(0) { emit(text) }
  }

  /// The rows that a text takes on the screen, counted no further than the screen has.
  private func rows(of text: [UInt8], _ size: (columns: Int, rows: Int)) -> Int {
    var rows = 0
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let width = line.count <= size.columns ? 0 : options.measure(Array(line.prefix(size.columns * size.rows)))
      rows += max(1, (width + size.columns - 1) / max(1, size.columns))
      if rows > size.rows { break }
    }
    return rows - 1
  }

  /// Hands bytes to the sink, or keeps them back.
  func put(_ bytes: [UInt8]) { if held != nil { held? += bytes } else { emit(bytes) } }

  /// Hands bytes to the sink; very many of them piece by piece, until nobody wants more.
  private func emit(_ bytes: [UInt8]) {
    let piece = 1 << 16
    guard bytes.count > 4 * piece else { return sink.output(bytes) }
    for start in stride(from: 0, to: bytes.count, by: piece) {
      if askInterrupted() { return }
      sink.output(Array(bytes[start..<min(start + piece, bytes.count)]))
    }
  }
}

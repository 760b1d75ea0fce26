import Bytes
import Engine
import RESP
import SystemPackage

extension Workbench {
  func metaOutput(_ arguments: MetaArguments) throws(MetaError) {
    if arguments.words.isEmpty {
      switch redirection?.target {
      case .file(let path, _): note("output goes to \(path.string)")
      case .command(let line): note("output goes to | \(String(decoding: line, as: UTF8.self))")
      case nil: write("output is not redirected\n")
      }
    } else if arguments.words == [Array("off".utf8)] {
      try endRedirection()
    } else {
      try redirect(to: arguments.words, isOnce: false)
    }
  }

  func metaWatch(_ arguments: MetaArguments) throws(MetaError) {
    let pause = try microseconds(arguments.words[0])
    guard options.isInteractive, let size = options.terminalSize else {
      throw MetaError(":watch is for a terminal; in scripts there is :repeat N with :sleep")
    }
    let line = Self.line(behindFirst: arguments)
    var isOver = false
    watchInterrupts { isInterrupted in
      while !isOver {
        held = []
        let result = finish(perform(Line.parse(line.span), line))
        let text = held.take() ?? []
        let title = "every \(String(decoding: arguments.words[0], as: UTF8.self)): "
        // Lines that are too long are cut by the terminal: wrapped, they would push the first ones off the screen.
        if options.hasScreen { put(Array("\u{1B}[H\u{1B}[2J\u{1B}[?7l".utf8)) }
        write(Array(title.utf8) + line + Array(" \u{2014} Ctrl-C ends\n".utf8), as: .quiet)
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        put(Array(lines.prefix(max(1, size().rows - 2)).joined(separator: [0x0A])))
        if options.hasScreen { put(Array("\u{1B}[?7h".utf8)) }
        sink.flush()
        isOver = result.outcome == .failed || engine == nil || wait(pause, isInterrupted)
      }
    }
    if !isInterrupted { put([0x0A]) }
  }

  /// Waits while the engine goes on; true when the person wants no more of it.
  private func wait(_ pause: Int64, _ isInterrupted: () -> Bool) -> Bool {
    let end = clock.monotonic() + pause
    while clock.monotonic() < end {
      if isInterrupted() { return true }
      clock.sleep(min(50_000, max(0, end - clock.monotonic())))
      cronIfDue()
      if engine == nil { return true }
    }
    return isInterrupted()
  }

  // MARK: Programs

  /// What was typed behind the first argument.
  private static func line(behindFirst arguments: MetaArguments) -> [UInt8] {
    let ranges = RawWords.ranges(arguments.rest)
    return ranges.count > 1 ? Array(arguments.rest[ranges[1].lowerBound...]) : []
  }

  func metaLet(_ arguments: MetaArguments) throws(MetaError) {
    guard let name = arguments.words.first else {
      if variables.values.isEmpty { write("there is no name; :let NAME = COMMAND makes one\n") }
      for (name, value) in variables.values.sorted(by: { $0.key < $1.key }) {
        write(Array("\(name) = ".utf8) + Words.word(value) + [0x0A])
      }
      return
    }
    guard Variables.isName(name) else {
      throw MetaError(
        "'\(String(decoding: name, as: UTF8.self))' is no name: letters, digits and _, no digit first")
    }
    guard arguments.words.count > 2, arguments.words[1] == [UInt8(ascii: "=")] else {
      throw MetaError("there is no = and command behind the name, such as in: :let size = DBSIZE")
    }
    let command = Array(arguments.words.dropFirst(2))
    guard let reply = try execute(command).last else { throw MetaError("the command gave no reply") }
    if engine?.state == .ended { _ = noteEnd() }
    if case .error(let message) = reply { throw .check(message) }
    variables.lastReply = Self.rawText(reply)
    variables.set(String(decoding: name, as: UTF8.self), Self.rawText(reply))
  }

  func metaRepeat(_ arguments: MetaArguments) throws(MetaError) {
    let count = try Self.repeatCount(arguments.words[0])
    let line = Self.line(behindFirst: arguments)
    if line.isEmpty { throw MetaError("nothing is repeated: a command, or lines and :end, must follow") }
    for _ in 0..<count {
      if askInterrupted() { throw .interrupted }
      let result = perform(Line.parse(line.span), line)
      switch result.outcome {
      case .done: continue
      case .error: throw result.isReply && display.showsFailures ? .reportedCheck : .check(result.message ?? [])
      case .failed, .quit: throw MetaError(bytes: result.message ?? [])
      }
    }
  }
}

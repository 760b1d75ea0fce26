import Bytes
import Engine
import RESP

/// Running `:repeat` and `:if`.
extension Workbench {
  /// Runs a block. Its lines end as those of a script do: an error is noted and the block goes on, a failure ends it.
  func run(block text: [UInt8]) -> LineResult {
    var result = LineResult.done
    watchInterrupts { isInterrupted in run(Block.lines(text)[...], &result, isInterrupted) }
    return result
  }

  private func run(_ lines: ArraySlice<Block.Inner>, _ result: inout LineResult, _ isInterrupted: () -> Bool) {
    var index = lines.startIndex
    while index < lines.endIndex, result.mayGoOn {
      if isInterrupted() { return note(finish(.interrupted), at: lines[index], &result) }
      let line = lines[index]
      guard Block.isOpening(line.text), let end = Block.end(of: index, in: lines) else {
        note(runInner(line.text), at: line, &result)
        index += 1
        continue
      }
      let body = lines[(index + 1)..<end]
      do throws(MetaError) {
        for _ in 0..<(try rounds(line.text)) {
          run(body, &result, isInterrupted)
          if !result.mayGoOn { break }
        }
      } catch { note(finish(error.result), at: line, &result) }
      index = end + 1
    }
  }

  /// How often the body of the block is to run that `line` begins.
  private func rounds(_ line: [UInt8]) throws(MetaError) -> Int {
    guard case .meta(let call) = Line.parseMeta(line.span) else { throw MetaError(Line.Problem.unclosedQuote.message) }
    let words = variables.replace(in: call.arguments, of: call.rest)
    if call.name == "repeat" { return try Self.repeatCount(words.first) }
    return try holds(words, typed: call.rest).isTrue ? 1 : 0
  }

  static func repeatCount(_ word: [UInt8]?) throws(MetaError) -> Int {
    guard let word, let count = word.span.canonicalInteger, count >= 0 else {
      let given = word.map { String(decoding: $0, as: UTF8.self) } ?? ""
      throw MetaError("'\(given)' is no number of rounds; such as in: :repeat 10")
    }
    return Int(count)
  }

  /// Runs one line of a block.
  private func runInner(_ line: [UInt8]) -> LineResult {
    let earlier = printed
    printed = []
    cronIfDue()
    let content = Line.parse(line.span)
    var result = perform(content, line)
    showLateReplies()
    if case .quit = result.outcome {} else { result = finish(result) }
    if content.isRemembered { lastPrinted = printed }
    printed = earlier + printed
    return result
  }

  /// Notes what came of a line in what comes of the block.
  private func note(_ inner: LineResult, at line: Block.Inner, _ result: inout LineResult) {
    if let message = inner.message {
      result.reports.append(LineResult.Report(line: line.number, message: message, drawing: inner.drawing))
    }
    result.reports += inner.reports
    switch inner.outcome {
    case .done: return
    case .error: if result.outcome == .done { result.outcome = options.bails ? .failed : .error }
    case .failed, .quit: result.outcome = inner.outcome
    }
  }
}

extension LineResult {
  /// Whether a block goes on after this.
  fileprivate var mayGoOn: Bool { outcome == .done || outcome == .error }
}

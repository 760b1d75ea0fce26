import Testing

@testable import Commands

/// A command line, the reply, what is written to the append-only file, and how many changes are counted.
struct Row {
  let line: String
  let reply: String
  let effects: String
  let dirty: Int64

  init(_ line: String, _ reply: String, _ effects: String = "", _ dirty: Int64 = 0) {
    self.line = line
    self.reply = reply
    self.effects = effects
    self.dirty = dirty
  }

  /// A command that is written as it was typed.
  init(asTyped line: String, _ reply: String, _ dirty: Int64 = 1) { self.init(line, reply, line, dirty) }
}

extension HandlerBench {
  /// Runs the rows one after the other and compares.
  func check(_ rows: [Row], sourceLocation: SourceLocation = #_sourceLocation) {
    for row in rows {
      let outcome = run(row.line)
      #expect(outcome.replyText == row.reply, "\(row.line)", sourceLocation: sourceLocation)
      #expect(outcome.effectsText == row.effects, "\(row.line)", sourceLocation: sourceLocation)
      #expect(outcome.counters[0] == row.dirty, "\(row.line)", sourceLocation: sourceLocation)
    }
  }

  /// Lets time pass.
  func advance(milliseconds: Int64) { context.microseconds += milliseconds * 1000 }
}

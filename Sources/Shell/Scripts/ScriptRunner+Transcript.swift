extension ScriptRunner {
  /// Runs the lines of a transcript. An error that the file expects is none.
  func run(transcript source: [UInt8], _ name: String) {
    let transcript: Transcript
    do throws(TranscriptError) { transcript = try Transcript(source: source) } catch {
      report("\(name):\(error.lineNumber): ", Array(error.message.utf8))
      return fail(2)
    }
    for step in transcript.steps where !isOver {
      self.step(step.input, name, step.lineNumber) { result in step.expects(result) }
    }
  }
}

extension Transcript.Step {
  /// Whether the step is meant to fail as it did.
  func expects(_ result: LineResult) -> Bool {
    guard let message = result.message else { return false }
    let shown = (result.isReply ? "(error) " : "error: ").utf8 + message
    let lines = Transcript.lines(of: shown)
    return lines.allSatisfy { line in expected.contains { $0.matches(line) } }
  }
}

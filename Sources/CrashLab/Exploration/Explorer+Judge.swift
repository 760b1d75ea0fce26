import Bytes

extension Explorer {
  /// Compares what was found with what was promised.
  mutating func judge(_ outcome: Outcome, _ crash: CrashCase) {
    let states = crash.lifetime.states
    switch outcome {
    case .refused(let reason):
      let hasHole = crash.mayHaveDropped && (crash.origin.isEmpty || crash.point.isStart)
      if crash.choice.kind == .hole || crash.choice.kind == .reorder || hasHole {
        // Pages that a failed fsync has dropped read as zeroes, as holes do, until a start on them has ended.
        findings.refusals += 1
      } else {
        violate(crash, "the start is refused: \(reason)")
      }
      findings.note(nil, crash)
    case .found(let state):
      let last = crash.last
      guard let index = states[...last].lastIndex(where: { $0.state == state }) else {
        return violate(crash, "found \(state.text), which the run never held; it held \(states[last].state.text)")
      }
      if index < crash.promised {
        let promised = states[crash.promised]
        violate(crash, "found \(state.text), but \(promised.state.text) was promised since \(promised.command)")
      }
      findings.note(index, crash)
    }
  }
}

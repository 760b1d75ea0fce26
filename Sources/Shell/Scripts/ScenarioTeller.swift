import CrashLab

/// Runs a scenario on a scratch directory of its own, in virtual time, and prints it line by line.
final class ScenarioTeller {
  private let scenario: Scenario
  private let options: WorkbenchOptions
  private let sink: IndentedOutput

  /// A teller of `scenario` that prints through `emit`. Of `options` nothing counts but whether there may be colour.
  init(_ scenario: Scenario, options: WorkbenchOptions, emit: @escaping ([UInt8]) -> Void) {
    self.scenario = scenario
    var own = WorkbenchOptions()
    own.clock = .virtual
    own.format = .tty
    own.forks = false
    own.isSafe = true
    own.directory = options.scenarioDirectory
    own.directives = [("save", [])] + scenario.directives.map { ($0.name, Array($0.value.utf8)) }
    self.options = own
    sink = IndentedOutput(emit)
  }

  /// Runs the steps; with `untilDamage` only those before the first start after the crash.
  ///
  /// - Returns: Why a step failed that was not meant to, nil when all went as told.
  func run(untilDamage: Bool = false) -> String? {
    let workbench: Workbench
    do throws(WorkbenchError) { workbench = try Workbench(options, sink: sink) } catch { return error.description }
    workbench.display.showsFailures = true
    defer { _ = workbench.close() }
    if let message = workbench.open().message { return String(decoding: message, as: UTF8.self) }
    for step in scenario.steps {
      switch step {
      case .say(let text): sink.output(Array("# \(text)\n".utf8))
      case .run(let line, let isRefused):
        sink.output(Array("\(workbench.prompt.text)\(line)\n".utf8))
        let result = workbench.run(line: Array(line.utf8))
        let failed = result.outcome == .failed || result.outcome == .error
        if failed != isRefused {
          let message = result.message.map { String(decoding: $0, as: UTF8.self) } ?? "it went well"
          return "\(line): \(message)"
        }
      case .damaged: if untilDamage { return nil }
      }
    }
    return nil
  }
}

/// A sink that indents every line.
final class IndentedOutput: OutputSink {
  private let emit: ([UInt8]) -> Void
  private var isAtStart = true

  init(_ emit: @escaping ([UInt8]) -> Void) { self.emit = emit }

  func output(_ bytes: [UInt8]) {
    var text: [UInt8] = []
    for byte in bytes {
      if isAtStart, byte != 0x0A { text += [0x20, 0x20] }
      text.append(byte)
      isAtStart = byte == 0x0A
    }
    emit(text)
  }

  func error(_ bytes: [UInt8]) { output(bytes) }
  func flush() {}
}

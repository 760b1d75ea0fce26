import CrashLab

extension Workbench {
  /// `:crash scenario NAME`.
  func metaScenario(_ arguments: MetaArguments) throws(MetaError) {
    let names = Scenario.all.map(\.name)
    guard let name = arguments.text(1) else {
      throw MetaError("which scenario? There are: \(names.joined(separator: ", "))")
    }
    guard let scenario = Scenario.all.first(where: { $0.name == name }) else {
      let near = Suggestions.near(name, among: names)
      throw MetaError(
        "there is no scenario '\(name)'" + (near.isEmpty ? "; :help crash lists them" : Suggestions.question(near)))
    }
    for option in ["--torn", "--hole", "--reorder", "--lost-entries", "--seed", "--at"] where arguments.has(option) {
      throw MetaError("a scenario knows its own faults: \(option) is for :crash power")
    }
    write("\(scenario.name): \(scenario.title)\n\n")
    show("7.0.15", scenario.redis)
    show("aofsh", scenario.own)
    show("why", scenario.reason)
    write("\n")
    let teller = ScenarioTeller(scenario, options: options) { [self] text in write(text) }
    if let problem = teller.run() { throw MetaError("the scenario could not be told to its end: \(problem)") }
  }

  /// A paragraph behind a word.
  private func show(_ label: String, _ text: String) {
    var line = Words.padded(label, 8)
    for word in text.split(separator: " ") {
      if line.count + word.count > 100 {
        write("\(line)\n")
        line = String(repeating: " ", count: 8)
      }
      line += line.count == 8 ? word : " \(word)"
    }
    write("\(line)\n")
  }
}

extension Suggestions {
  /// The names that are like `typed`, else those that begin with it.
  static func near(_ typed: String, among names: [String]) -> [String] {
    let near = nearest(to: typed, among: names)
    return near.isEmpty && !typed.isEmpty ? names.filter { $0.hasPrefix(typed) } : near
  }
}

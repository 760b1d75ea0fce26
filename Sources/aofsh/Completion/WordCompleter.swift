import Bench
import Engine

/// Finds what may stand at the cursor of a command line of this program.
struct WordCompleter {
  struct Candidate: Equatable {
    var word: String
    var description = ""
  }

  /// Names of files that may stand there too.
  enum Names: String {
    case files, directories
  }

  struct Answer: Equatable {
    var candidates: [Candidate] = []
    var names: Names?
  }

  private let table: CommandLineTable

  init(_ table: CommandLineTable) { self.table = table }

  /// What may stand in the place of the last of `words`, which are all behind the program's name.
  func complete(_ words: [String]) -> Answer {
    var before = words.dropLast()
    let typed = words.last ?? ""
    var answer: Answer
    if let tool = table.tools.first(where: { $0.name == before.first }) {
      before.removeFirst()
      answer = tool.name == "serve" ? directives(before, typed) : complete(typed, behind: before, of: tool)
    } else if before.first == "help" {
      answer = before.count == 1 ? Answer(candidates: tools) : Answer()
    } else {
      answer = complete(typed, behind: before, of: table.main)
      if before.isEmpty, !typed.hasPrefix("-") {
        answer.candidates += tools + [Candidate(word: "help", description: "Show the help of a tool.")]
      }
    }
    answer.candidates.removeAll { !$0.word.hasPrefix(typed) }
    return answer
  }

  private var tools: [Candidate] { table.tools.map { Candidate(word: $0.name, description: $0.summary) } }

  private func complete(
    _ typed: String, behind words: ArraySlice<String>, of command: CommandLineTable.Command
  ) -> Answer {
    var positionals = 0
    var used: Set<String> = []
    var waiting: CommandLineTable.Option?
    var takesOptions = true
    for word in words {
      if waiting != nil {
        waiting = nil
      } else if takesOptions, word == "--" {
        takesOptions = false
      } else if takesOptions, word.hasPrefix("-"), word != "-" {
        let name = word.hasPrefix("--") ? String(word.prefix { $0 != "=" }) : word
        let option = command.options.first { $0.names.contains(name) }
        if let option, !option.isRepeating { used.formUnion(option.names) }
        if let option, option.valueName != nil, name == word { waiting = option }
      } else {
        positionals += 1
      }
    }
    if let waiting { return values(of: waiting, typed, prefix: "") }
    if takesOptions, typed.hasPrefix("--"), let equals = typed.firstIndex(of: "=") {
      guard let option = command.options.first(where: { $0.names.contains(String(typed[..<equals])) }) else {
        return Answer()
      }
      return values(of: option, String(typed[equals...].dropFirst()), prefix: String(typed[...equals]))
    }
    let options = takesOptions ? self.options(of: command, without: used) : []
    if takesOptions, typed.hasPrefix("-") { return Answer(candidates: options) }
    let last = command.positionals.last
    let place = positionals < command.positionals.count ? command.positionals[positionals] : last
    guard let place, positionals < command.positionals.count || place.isRepeating else {
      return Answer(candidates: options)
    }
    return values(called: place.valueName, typed)
  }

  private func options(of command: CommandLineTable.Command, without used: Set<String>) -> [Candidate] {
    command.options.flatMap { option in
      option.names.filter { !used.contains($0) }.map { Candidate(word: $0, description: option.summary) }
    }
  }

  private func values(of option: CommandLineTable.Option, _ typed: String, prefix: String) -> Answer {
    var answer = Answer(candidates: option.values.map { Candidate(word: $0) })
    if option.values.isEmpty { answer = values(called: option.valueName ?? "", typed) }
    answer.candidates = answer.candidates.map { Candidate(word: prefix + $0.word, description: $0.description) }
    return answer
  }

  /// The values that are called so in the table.
  private func values(called name: String, _ typed: String) -> Answer {
    switch name {
    case "file", "file.html", "report.xml": return Answer(names: .files)
    case "directory": return Answer(names: .directories)
    case "policy": return words(Configuration.choices(of: "appendfsync"))
    case "program": return words(["redis-server"])
    case "measure": return words(BenchOptions.Measure.allCases.map(\.rawValue))
    case "shell": return words(CompletionScript.allCases.map(\.rawValue))
    case "name=value":
      guard let equals = typed.firstIndex(of: "=") else { return words(Configuration.names.map { $0 + "=" }) }
      let directive = String(typed[..<equals])
      return words(Configuration.choices(of: directive.lowercased()).map { "\(directive)=\($0)" })
    default: return Answer()
    }
  }

  private func words(_ words: [String]) -> Answer { Answer(candidates: words.map { Candidate(word: $0) }) }

  /// The command line of redis-server: a file first, then directives with their values.
  private func directives(_ before: ArraySlice<String>, _ typed: String) -> Answer {
    if let last = before.last, last.hasPrefix("--") {
      let name = String(last.dropFirst(2)).lowercased()
      if ["dir"].contains(name) { return Answer(names: .directories) }
      if ["include", "aclfile", "logfile", "pidfile"].contains(name) { return Answer(names: .files) }
      if Configuration.knows(name) { return words(Configuration.choices(of: name)) }
    }
    let names = words(Configuration.names.map { "--" + $0 } + ["--help", "--version"])
    return before.isEmpty && !typed.hasPrefix("-") ? Answer(names: .files) : names
  }
}

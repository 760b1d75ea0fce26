import Bytes
import Engine
import SystemPackage

extension Workbench {
  func metaConfig(_ arguments: MetaArguments) throws(MetaError) {
    guard let given = arguments.text(0) else { return try showDirectives(Configuration.persistenceNames) }
    let name = given.lowercased()
    if arguments.words.count > 1 {
      try requireDirective(name)
      return try setDirective(name, Array(arguments.words.dropFirst().joined(separator: [0x20])))
    }
    if name.contains(where: { "*?[".contains($0) }) {
      let pattern = Array(name.utf8)
      let names = Configuration.names.filter { Glob.matches(Array($0.utf8).span, pattern: pattern.span) }
      if names.isEmpty { throw MetaError("there is no setting like '\(given)'; :config lists those of persistence") }
      return try showDirectives(names)
    }
    try requireDirective(name)
    try showDirectives([name])
  }

  private func requireDirective(_ name: String) throws(MetaError) {
    if Configuration.knows(name) { return }
    let near = Suggestions.nearest(to: name, among: Configuration.names)
    throw MetaError(
      "there is no setting '\(name)'"
        + (near.isEmpty ? "; :config lists those of persistence" : Suggestions.question(near)))
  }

  private func showDirectives(_ names: [String]) throws(MetaError) {
    let later = try nextConfiguration()
    let current = engine?.configuration ?? later
    let presets = Configuration()
    let text = { (configuration: Configuration, name: String) -> String in
      if name == "dir" { return self.directory.string }
      let value = configuration.value(of: name) ?? []
      return value.isEmpty ? "\"\"" : String(decoding: value, as: UTF8.self)
    }
    let width = (names.map(\.utf8.count).max() ?? 0) + 2
    for name in names {
      let value = text(current, name)
      var notes: [String] = []
      let preset = text(presets, name)
      if name != "dir", value != preset { notes.append("default \(preset)") }
      if name != "dir", text(later, name) != value { notes.append("\(text(later, name)) at the next start") }
      let note = notes.isEmpty ? "" : "  (\(notes.joined(separator: ", ")))"
      write("\(Words.padded(name, width))\(value)\(note)\n")
    }
  }

  private func setDirective(_ name: String, _ value: [UInt8]) throws(MetaError) {
    if name == "dir" {
      throw MetaError("the data directory stays the same while aofsh runs; name another with --dir when you start it")
    }
    var accepted = Configuration()
    do throws(ConfigurationError) { try accepted.set(name, [value]) } catch {
      let given = String(decoding: value, as: UTF8.self)
      let near = Suggestions.nearest(to: given, among: Configuration.choices(of: name))
      throw MetaError("\(name) stays as it is: \(error.reason)\(Suggestions.question(near))")
    }
    let shown = String(decoding: Words.quotedIfNeeded(value), as: UTF8.self)
    let needsStart = Configuration.isImmutable(name) || Configuration.isProtected(name)
    if engine != nil, !needsStart {
      _ = try executeAside([Array("CONFIG".utf8), Array("SET".utf8), Array(name.utf8), value])
    }
    laterDirectives.removeAll { $0.name == name }
    laterDirectives.append((name, value))
    if engine == nil {
      write("\(name) will be \(shown) from the next start on\n")
    } else if needsStart {
      write("\(name) can only change at a start: it will be \(shown) after :restart\n")
    } else {
      write("\(name) is \(shown) now, and at later starts\n")
    }
  }

  // MARK: How the shell prints

  static let displayOptions = ["format", "echo", "timing", "hints", "state", "pager", "guard", "color", "prompt"]

  func metaSet(_ arguments: MetaArguments) throws(MetaError) {
    guard let option = arguments.text(0)?.lowercased() else {
      for name in Self.displayOptions { write("\(Words.padded(name, 8))\(displayValue(name))\n") }
      return
    }
    if option == "child-limit" { return try setChildLimit(arguments.words.dropFirst().first) }
    // As redis-cli has it: `:set nohints`.
    let isNegated = option.hasPrefix("no") && Self.displayOptions.contains(String(option.dropFirst(2)))
    let name = isNegated ? String(option.dropFirst(2)) : option
    guard Self.displayOptions.contains(name) else {
      let near = Suggestions.nearest(to: name, among: Self.displayOptions)
      throw MetaError(
        "there is no option '\(name)'\(near.isEmpty ? "; :set lists them" : Suggestions.question(near))")
    }
    // So does redis-cli have `:set hints`, to turn them on.
    let given = arguments.text(1)?.lowercased() ?? (name == "hints" ? "on" : nil)
    if let value = isNegated ? "off" : given { try setDisplay(name, value) }
    write("\(name) \(displayValue(name))\n")
  }

  /// How long the child of a rewrite or snapshot may make no progress; to try what happens then.
  private func setChildLimit(_ value: [UInt8]?) throws(MetaError) {
    if let value { childLimit = try microseconds(value) }
    engine?.longestChildPause = childLimit
    write("child-limit \(Words.count(Int(childLimit / 1_000_000), "second"))\n")
  }

  private func displayValue(_ name: String) -> String {
    let flag =
      switch name {
      case "echo": display.echo
      case "timing": display.timing
      case "hints": display.hints
      case "state": display.state
      case "pager": display.pager
      case "guard": display.guards
      case "color": display.color
      default: display.prompt
      }
    return name == "format" ? display.format.rawValue : flag ? "on" : "off"
  }

  private func setDisplay(_ name: String, _ value: String) throws(MetaError) {
    if name == "format" {
      guard let format = ReplyFormat(rawValue: value) else {
        let names = ReplyFormat.allCases.map(\.rawValue)
        let near = Suggestions.nearest(to: value, among: names)
        throw MetaError("a format is \(names.joined(separator: ", "))\(Suggestions.question(near))")
      }
      display.format = format
      return applyFormat()
    }
    guard ["on", "off", "yes", "no"].contains(value) else { throw MetaError("\(name) is on or off, not '\(value)'") }
    let isOn = value == "on" || value == "yes"
    switch name {
    case "echo": display.echo = isOn
    case "timing": display.timing = isOn
    case "hints": display.hints = isOn
    case "state": display.state = isOn
    case "pager": display.pager = isOn
    case "guard": display.guards = isOn
    case "color": display.color = isOn
    default: display.prompt = isOn
    }
  }
}

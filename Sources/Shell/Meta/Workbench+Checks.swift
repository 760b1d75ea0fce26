import Bytes
import Commands
import Engine
import RESP

extension Workbench {
  private func presentData() throws(MetaError) -> DataMark {
    guard let engine else { throw MetaError(Self.noEngine) }
    return DataMark(engine.context.keyspace, now: clock.now() / 1000)
  }

  func metaMark(_ arguments: MetaArguments) throws(MetaError) {
    guard let name = arguments.text(0) else {
      if marks.isEmpty { write("there is no mark; :mark NAME makes one\n") }
      for (name, mark) in marks.sorted(by: { $0.key < $1.key }) {
        write("\(name): \(Words.count(mark.values.count, "key"))\n")
      }
      return
    }
    let mark = try presentData()
    marks[name] = mark
    write("\(name): \(Words.count(mark.values.count, "key"))\n")
  }

  func metaDiff(_ arguments: MetaArguments) throws(MetaError) {
    let name = arguments.text(0) ?? ""
    guard let old = marks[name] else {
      let near = Suggestions.nearest(to: name, among: marks.keys.sorted())
      throw MetaError("there is no mark '\(name)'\(near.isEmpty ? "; :mark makes one" : Suggestions.question(near))")
    }
    let new = try presentData()
    var counts = (added: 0, removed: 0, changed: 0)
    var lines: [[UInt8]] = []
    for key in Set(old.values.keys).union(new.values.keys).sorted(by: Self.precedes) {
      switch (old.values[key], new.values[key]) {
      case (nil, let value?):
        counts.added += 1
        lines.append(Self.line("+", key, [text(value)]))
      case (let value?, nil):
        counts.removed += 1
        lines.append(Self.line("-", key, [text(value)]))
      case (let before?, let after?) where before != after:
        counts.changed += 1
        // Two long values may begin alike.
        let isAlike = text(before) == text(after)
        lines.append(Self.line("~", key, [text(before), isAlike ? Array("another".utf8) : text(after)]))
      default: break
      }
    }
    for line in lines.prefix(100) { write(line) }
    if lines.count > 100 { write("... and \(lines.count - 100) more\n") }
    write(Self.summary(counts) + "\n")
  }

  private static func summary(_ counts: (added: Int, removed: Int, changed: Int)) -> String {
    if counts == (0, 0, 0) { return "no difference" }
    var parts: [String] = []
    if counts.added > 0 { parts.append("\(counts.added) new") }
    if counts.removed > 0 { parts.append("\(counts.removed) gone") }
    if counts.changed > 0 { parts.append("\(counts.changed) changed") }
    return parts.joined(separator: ", ")
  }

  private static func precedes(_ left: DataMark.Key, _ right: DataMark.Key) -> Bool {
    if left.database != right.database { return left.database < right.database }
    return left.name.lexicographicallyPrecedes(right.name)
  }

  private func text(_ value: DataMark.Value) -> [UInt8] {
    guard let expiry = value.expiry else { return value.text }
    let time = LogLine.time(expiry.multipliedReportingOverflow(by: 1000).partialValue, inUniversalTime: clock.isVirtual)
    return value.text + Array(" (expires \(time))".utf8)
  }

  private static func line(_ mark: String, _ key: DataMark.Key, _ values: [[UInt8]]) -> [UInt8] {
    let place = key.database == 0 ? "" : "[\(key.database)] "
    return Array("\(mark) \(place)".utf8) + Words.word(key.name) + Array(" = ".utf8)
      + Array(values.joined(separator: ", now ".utf8)) + [0x0A]
  }

  // MARK: Expectations

  func metaExpect(_ arguments: MetaArguments) throws(MetaError) {
    let wanted = Array(arguments.words.joined(separator: [0x20]))
    let isFound = Self.holds(lastPrinted, wanted)
    if isFound != arguments.has("--not") { return }
    let shown = lastPrinted.isEmpty ? Array("nothing".utf8) : Words.word(lastPrinted, atMost: 200)
    let mark = arguments.has("--not") ? "no " : ""
    throw .check(
      Array("expected \(mark)".utf8) + Words.quotedIfNeeded(wanted) + Array(" in the last output, which was ".utf8)
        + shown)
  }

  /// Whether `text` holds `pattern`, in which `[..]` stands for any characters of a line.
  private static func holds(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
    guard pattern.contains(Array("[..]".utf8)) else { return text.contains(pattern) }
    let anywhere = ExpectedLine(written: Array("[..]".utf8) + pattern + Array("[..]".utf8))
    return text.split(separator: 0x0A).contains { anywhere.matches(Array($0)) }
  }

  func metaAssert(_ arguments: MetaArguments) throws(MetaError) {
    let condition = try holds(arguments.words, typed: arguments.rest)
    if !condition.isTrue { throw .check(condition.explanation) }
  }
}

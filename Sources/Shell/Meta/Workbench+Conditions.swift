import Bytes
import Engine
import RESP

/// Comparing the reply of a command with a value, for `:assert` and `:if`.
extension Workbench {
  /// How a comparison came out, and how to say that it is not what was wanted.
  struct Condition {
    var isTrue: Bool
    var explanation: [UInt8]
  }

  enum Operator: String, CaseIterable {
    case equal = "=="
    case unequal = "!="
    case like = "=~"
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
  }

  /// Whether `words`, a command, an operator and a value, hold.
  ///
  /// - Parameter typed: the same as it was typed; a value may be given as it is shown, with quotes in it.
  func holds(_ words: [[UInt8]], typed: [UInt8]) throws(MetaError) -> Condition {
    let names = Operator.allCases.map { Array($0.rawValue.utf8) }
    guard let place = words.lastIndex(where: { names.contains($0) }), place > 0,
      let comparison = Operator(rawValue: String(decoding: words[place], as: UTF8.self))
    else { throw MetaError("there is no == between command and value, such as in: :assert GET a == 1") }
    let command = Array(words[..<place])
    guard place + 1 < words.count else {
      throw MetaError("no value stands behind \(comparison.rawValue); \"\" stands for an empty one")
    }
    let wanted = Array(words[(place + 1)...].joined(separator: [0x20]))
    // What a variable stands for is a value already.
    if command.count == 1, typed.first == UInt8(ascii: "$") {
      return try compare(.bulk(command[0]), command, comparison, wanted, wanted)
    }
    guard let reply = try execute(command).last else { throw MetaError("the command gave no reply") }
    if engine?.state == .ended { _ = noteEnd() }
    variables.lastReply = Self.rawText(reply)
    let shown = Self.text(of: typed, behind: words[place])
    return try compare(reply, command, comparison, wanted, shown)
  }

  private func compare(
    _ reply: Reply, _ command: [[UInt8]], _ comparison: Operator, _ wanted: [UInt8], _ typed: [UInt8]
  ) throws(MetaError) -> Condition {
    let forms = [ReplyFormat.raw, .tty].map { format in
      var writer = ByteWriter()
      format.write(reply, into: &writer)
      return Array(writer.array.dropLast())
    }
    let texts = forms.map { $0.last == 0x0A ? Array($0.dropLast()) : $0 }
    let isEqual = texts.contains { $0 == wanted || $0 == typed }
    let subject = Words.command(command) + Array(" is ".utf8) + forms[1]
    switch comparison {
    case .equal: return Condition(isTrue: isEqual, explanation: subject + Array(", not ".utf8) + Words.word(wanted))
    case .unequal:
      return Condition(isTrue: !isEqual, explanation: subject + Array(", which it should not be".utf8))
    case .like:
      return Condition(
        isTrue: texts.contains { Glob.matches($0.span, pattern: wanted.span) },
        explanation: subject + Array(", not like ".utf8) + Words.word(wanted))
    case .atMost, .atLeast, .below, .above:
      guard let left = Self.number(texts[0]), let right = Self.number(wanted) else {
        throw .check(subject + Array(": \(comparison.rawValue) compares numbers".utf8))
      }
      let isTrue =
        switch comparison {
        case .atMost: left <= right
        case .atLeast: left >= right
        case .below: left < right
        default: left > right
        }
      return Condition(
        isTrue: isTrue, explanation: subject + Array(", not \(comparison.rawValue) ".utf8) + Words.word(wanted))
    }
  }

  private static func number(_ text: [UInt8]) -> Double? { Double(String(decoding: text, as: UTF8.self)) }

  /// What follows the last `mark` of a line, without white space around it.
  private static func text(of line: [UInt8], behind mark: [UInt8]) -> [UInt8] {
    var start = line.count - mark.count
    while start > 0, !line[start...].starts(with: mark) { start -= 1 }
    return [UInt8](copying: Array(line[max(0, start + mark.count)...]).span.trimmed)
  }
}

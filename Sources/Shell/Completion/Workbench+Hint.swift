import Bytes
import Commands

extension Workbench {
  /// What could follow `line`, shown behind the cursor: the rest of the syntax; empty when nothing is known.
  public func hint(_ line: [UInt8]) -> String {
    guard display.hints, let words = CursorWords(line, cursor: line.count), words.quote == nil,
      let first = words.before.first ?? (words.typed.isEmpty ? nil : words.typed)
    else { return "" }
    let given = words.before + (words.typed.isEmpty ? [] : [words.typed])
    let gap = words.typed.isEmpty ? "" : " "
    if first.first == UInt8(ascii: ":") {
      guard given.count == 1, let meta = metaCommands.lookup(String(decoding: first.dropFirst(), as: UTF8.self)),
        !meta.usage.isEmpty
      else { return "" }
      return gap + meta.usage
    }
    let arguments = OwnedArguments(given)
    guard let command = commandTable.lookup(arguments.view) else { return "" }
    let isSubcommand = command.fullName != command.name
    let rest = Self.rest(of: command.arguments, after: Array(given.dropFirst(isSubcommand ? 2 : 1)))
    return rest.isEmpty ? "" : gap + rest
  }

  /// The syntax of the arguments that `given` has not used up.
  private static func rest(of arguments: [Argument], after given: [[UInt8]]) -> String {
    var left = given.count
    var parts: [String] = []
    for argument in arguments {
      if argument.flags.contains(.optional) {
        if !isUsed(argument, given) { parts.append(argument.syntax) }
      } else if left > 0 {
        left -= argument.kind == .block ? argument.children.count : 1
        if argument.flags.contains(.multiple) {
          parts.append(
            "[\(argument.children.isEmpty ? argument.name : argument.children.map(\.name).joined(separator: " ")) ...]")
        }
      } else {
        parts.append(argument.syntax)
      }
    }
    return parts.joined(separator: " ")
  }

  /// Whether one of the words that begin an optional argument was given.
  private static func isUsed(_ argument: Argument, _ given: [[UInt8]]) -> Bool {
    let tokens = argument.children.isEmpty ? [argument.token] : [argument.token] + argument.children.map(\.token)
    return tokens.contains { token in
      guard let token else { return false }
      return given.contains { lowercased($0) == token.lowercased() }
    }
  }
}

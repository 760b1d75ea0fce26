import ArgumentParser

/// Puts what most people look for at the head of a help text: the commonest uses, then the options, and what there is
/// to know besides at the end.
enum HelpText {
  /// The help of the program as a whole, with its tools.
  static func ofProgram() -> String {
    var text = arranged(Run.helpMessage())
    let tools = Aofsh.configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
    var list = "TOOLS (aofsh TOOL --help):\n"
    for tool in tools {
      let name = tool.commandName ?? ""
      let indent = String(repeating: " ", count: max(1, 24 - name.utf8.count))
      list += "  \(name)\(indent)\(wrapped(tool.abstract, behind: 26))\n"
    }
    if let place = text.firstRange(of: "ARGUMENTS:\n") {
      text.insert(contentsOf: list + "\n", at: place.lowerBound)
    }
    return text
  }

  /// The words of `text` in lines that begin behind so many columns, on a screen of 80.
  private static func wrapped(_ text: String, behind indent: Int) -> String {
    var result = ""
    var column = indent
    for word in text.split(separator: " ") {
      if column > indent, column + 1 + word.count > 79 {
        result += "\n" + String(repeating: " ", count: indent)
        column = indent
      } else if column > indent {
        result += " "
        column += 1
      }
      result += word
      column += word.count
    }
    return result
  }

  /// Moves what stands between the first paragraph and the uses to the end.
  static func arranged(_ text: String) -> String {
    let mark = "OVERVIEW: "
    guard text.hasPrefix(mark), let summary = text.firstRange(of: "\n\n"),
      let uses = text[summary.upperBound...].firstRange(of: "USAGE: ")
    else { return text }
    let details = text[summary.upperBound..<uses.lowerBound]
    var body = String(text[uses.lowerBound...])
    while body.last == "\n" { body.removeLast() }
    var end = String(details)
    while end.last == "\n" { end.removeLast() }
    let head = text[..<summary.upperBound].dropFirst(mark.utf8.count)
    return head + body + (end.isEmpty ? "\n" : "\n\n\(end)\n")
  }
}

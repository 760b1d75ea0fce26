/// The rest of a meta-command's usage while it is typed.
enum UsageHint {
  /// The pieces of `usage` that the words have not used up: an option goes with its name, other pieces in their order.
  ///
  /// A piece whose name ends with `...` stays; of one such as `[NAME [VALUE]]` the first word leaves the rest.
  static func text(_ usage: String, after words: [String], options: [String: Bool]) -> String {
    var pieces = pieces(of: usage)
    var takesValue = false
    for word in words {
      if takesValue {
        takesValue = false
      } else if let option = options[word] {
        takesValue = option
        pieces.removeAll { $0.contains(word) }
      } else if let place = pieces.firstIndex(where: { !$0.hasPrefix("[-") && !$0.hasPrefix("-") }) {
        if pieces[place].contains("...") { continue }
        let inner = pieces[place].hasPrefix("[") ? self.pieces(of: String(pieces[place].dropFirst().dropLast())) : []
        let isNested = inner.count == 2 && inner[1].hasPrefix("[") && !inner[0].contains("|")
        if isNested { pieces[place] = inner[1] } else { pieces.remove(at: place) }
      }
    }
    return pieces.joined(separator: " ")
  }

  /// The parts of a usage between spaces that are not within brackets.
  static func pieces(of usage: String) -> [String] {
    var pieces: [String] = [""]
    var depth = 0
    for character in usage {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == " ", depth == 0 { pieces.append("") } else { pieces[pieces.count - 1].append(character) }
    }
    return pieces.filter { !$0.isEmpty }
  }
}

import Testing

/// The house rules that a formatter does not know.
@Suite struct StyleTests {
  static let longestFile = 300
  static let longestFunction = 60

  @Test(arguments: try SourceTree.swiftFiles(below: "Sources"))
  func filesAreShort(_ file: SourceTree.File) {
    #expect(file.lines.count <= Self.longestFile, "\(file.name): split it by topic, as Type+Topic.swift")
  }

  /// A function ends at the closing brace in its own column.
  @Test(arguments: try SourceTree.swiftFiles(below: "Sources"))
  func functionsFitAScreen(_ file: SourceTree.File) {
    var open: (indent: Int, line: Int)?
    for (index, line) in file.lines.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      if let start = open, line.dropFirst(indent).hasPrefix("}"), indent == start.indent {
        let length = index - start.line + 1
        #expect(
          length <= Self.longestFunction,
          "\(file.name):\(start.line + 1): \(length) lines; move branches up and loops into functions of their own")
        open = nil
      }
      if open == nil, Self.beginsFunction(line), Self.hasBody(file.lines[index...]) {
        open = (indent, index)
      }
    }
  }

  private static func beginsFunction(_ line: Substring) -> Bool {
    let words = line.split(separator: " ")
    return words.contains("func") || words.contains { $0.hasPrefix("init(") } || words.first == "deinit"
  }

  /// Whether the function that begins here has a body of several lines; a requirement of a protocol has none.
  private static func hasBody(_ lines: ArraySlice<Substring>) -> Bool {
    guard let first = lines.first else { return false }
    for line in lines {
      if line.hasSuffix("{") { return true }
      let isRequirement = line.isEmpty || line.hasPrefix("}") || line.drop { $0 == " " }.hasPrefix("///")
      if isRequirement || line.contains("}") { return false }
      if line.startIndex != first.startIndex, beginsFunction(line) { return false }
    }
    return false
  }

  /// Pointers stay behind handles: `unsafe` appears only in the folders that exist for it.
  @Test(arguments: try SourceTree.swiftFiles(below: "Sources"))
  func unsafeCodeStaysInItsFence(_ file: SourceTree.File) {
    let fences = ["/Storage/", "/Posix/", "/Fork/", "Sources/Terminal/"]
    guard !fences.contains(where: file.name.contains) else { return }
    for (index, line) in file.lines.enumerated() where !line.drop(while: { $0 == " " }).hasPrefix("//") {
      let words = line.split { !$0.isLetter && $0 != "@" && $0 != "_" }
      #expect(!words.contains("unsafe"), "\(file.name):\(index + 1): move it behind a handle in a Storage folder")
    }
  }

  /// Calls that hide failures or end the process.
  @Test(arguments: try SourceTree.swiftFiles(below: "Sources"))
  func noForbiddenCalls(_ file: SourceTree.File) {
    let forbidden: [(text: String, instead: String, allowed: [String])] = [
      ("try!", "handle the error", []),
      (" exit(", "return a status to the executable", ["Sources/aofsh/"]),
      (" print(", "write to the output that was handed in", []),
      ("DispatchQueue", "the engine is synchronous", []),
      ("nonisolated(unsafe)", "hand the state in", ["/Posix/", "Sources/Terminal/"]),
      ("TODO", "do it, or describe the limit", []), ("FIXME", "do it, or describe the limit", []),
    ]
    for (index, line) in file.lines.enumerated() {
      for rule in forbidden where line.contains(rule.text) && !rule.allowed.contains(where: file.name.contains) {
        Issue.record("\(file.name):\(index + 1): \(rule.text): \(rule.instead)")
      }
    }
  }
}

/// The fields of a line of CLIENT LIST.
struct ClientFields: Equatable {
  private let fields: [String: String]

  /// The fields of the last of the lines in `text` that tell of a client.
  init(_ text: String) {
    let line = text.split(whereSeparator: \.isNewline).last { $0.contains("id=") } ?? ""
    var fields: [String: String] = [:]
    for word in line.split(separator: " ") {
      guard let sign = word.firstIndex(of: "=") else { continue }
      fields[String(word[..<sign])] = String(word[word.index(after: sign)...])
    }
    self.fields = fields
  }

  /// Those of the names alone.
  func only(_ names: [String]) -> [String: String] { fields.filter { names.contains($0.key) } }

  subscript(_ name: String) -> Int { fields[name].flatMap { Int($0) } ?? Int.min }
}

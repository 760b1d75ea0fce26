/// Where an append-only file ends: behind a whole command, or within something.
struct TornEnd {
  /// Such as `EXEC within a transaction`; `nothing` when it is whole.
  let text: String

  /// Looks at the end of `bytes`. O(count).
  init(_ bytes: [UInt8]) {
    var place = 0
    var isInTransaction = false
    var torn: String?
    while place < bytes.count, torn == nil {
      switch Self.part(bytes, at: place) {
      case .annotation(let end): place = end
      case .command(let name, let end):
        place = end
        if name == "MULTI" { isInTransaction = true }
        if name == "EXEC" { isInTransaction = false }
      case .torn(let what): torn = what
      }
    }
    let within = isInTransaction ? " within a transaction" : ""
    text = (torn ?? "nothing") + within
  }

  private enum Part {
    case annotation(end: Int)
    case command(name: String, end: Int)
    case torn(String)
  }

  private static func part(_ bytes: [UInt8], at start: Int) -> Part {
    let isAnnotation = bytes[start] == UInt8(ascii: "#")
    guard let line = line(bytes, at: start) else { return .torn(isAnnotation ? "an annotation" : "a command's head") }
    if isAnnotation { return .annotation(end: line.end) }
    guard bytes[start] == UInt8(ascii: "*"), let count = Int(line.text.dropFirst()) else {
      return .torn("something that is no command")
    }
    var name = ""
    var place = line.end
    for argument in 0..<count {
      guard let head = self.line(bytes, at: place), let length = Int(head.text.dropFirst()), length >= 0,
        head.end + length + 2 <= bytes.count
      else { return .torn(argument == 0 ? "the name of a command" : name) }
      if argument == 0 { name = String(decoding: bytes[head.end..<head.end + length], as: UTF8.self).uppercased() }
      place = head.end + length + 2
    }
    return .command(name: name, end: place)
  }

  private static func line(_ bytes: [UInt8], at place: Int) -> (text: String, end: Int)? {
    guard place < bytes.count, let end = bytes[place...].firstIndex(of: 0x0A), end > place else { return nil }
    return (String(decoding: bytes[place..<end - 1], as: UTF8.self), end + 1)
  }
}

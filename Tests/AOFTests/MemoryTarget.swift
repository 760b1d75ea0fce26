import AOF
import Bytes
import Commands
import Disk

/// A data set of strings that knows a few commands, for loading.
final class MemoryTarget: LoadTarget {
  var data: [Int: [String: String]] = [:]
  var errors: [String] = []
  var database = 0
  private var queue: [[String]]?

  var isInTransaction: Bool { queue != nil }

  func execute(_ arguments: Arguments) -> LoadVerdict {
    var words: [String] = []
    for index in 0..<arguments.count {
      words.append(String(decoding: [UInt8](copying: arguments[index]), as: UTF8.self))
    }
    let needed = ["set": 3, "incr": 2, "del": 2, "select": 2, "multi": 1, "exec": 1, "discard": 1, "mset": 3]
    guard let count = needed[words[0].lowercased()] else { return .unknownCommand }
    if words.count < count { return .tooFewArguments }
    if words[0].lowercased() == "exec" {
      guard let commands = queue else {
        errors.append("EXEC without MULTI")
        return .executed
      }
      for command in commands { run(command) }
      queue = nil
    } else if queue != nil {
      queue?.append(words)
    } else {
      run(words)
    }
    return .executed
  }

  private func run(_ words: [String]) {
    switch words[0].lowercased() {
    case "set": data[database, default: [:]][words[1]] = words[2]
    case "mset":
      for index in stride(from: 1, to: words.count - 1, by: 2) {
        data[database, default: [:]][words[index]] = words[index + 1]
      }
    case "del": data[database]?[words[1]] = nil
    case "select": database = Int(words[1]) ?? 0
    case "multi": if queue == nil { queue = [] } else { errors.append("MULTI calls can not be nested") }
    case "incr":
      guard let value = Int(data[database]?[words[1]] ?? "0") else {
        errors.append("value is not an integer or out of range")
        return
      }
      data[database, default: [:]][words[1]] = String(value + 1)
    default: break
    }
  }

  func discardTransaction() { queue = nil }

  /// A snapshot for tests: `REDIS0010`, eight digits, and so many bytes of `db key value` lines.
  func loadSnapshot(_ file: any DiskFile, name: FileName) -> SnapshotVerdict {
    do {
      var bytes = ByteWriter()
      try file.readAll(into: &bytes)
      let text = bytes.array
      if text.count < 17 { return .damaged }
      if text[5..<9] != [0x30, 0x30, 0x31, 0x30] { return .refused }
      guard let length = Int(String(decoding: text[9..<17], as: UTF8.self)), text.count >= 17 + length else {
        return .damaged
      }
      for line in String(decoding: text[17..<17 + length], as: UTF8.self).split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        data[Int(words[0]) ?? 0, default: [:]][words[1]] = words[2]
      }
      return .loaded(end: 17 + length)
    } catch { return .readError(error) }
  }

  /// The snapshot of `data`.
  static func snapshot(_ data: [Int: [String: String]]) -> [UInt8] {
    var lines = ""
    for (database, keys) in data.sorted(by: { $0.key < $1.key }) {
      for (key, value) in keys.sorted(by: { $0.key < $1.key }) { lines += "\(database) \(key) \(value)\n" }
    }
    let digits = String(100_000_000 + lines.utf8.count).dropFirst()
    return Array("REDIS0010\(digits)\(lines)".utf8)
  }
}

/// The RESP text of commands given as lines of words.
func resp(_ commands: String...) -> String {
  commands.map { line in
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    return "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
  }.joined()
}

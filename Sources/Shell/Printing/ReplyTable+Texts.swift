import Bytes
import RESP

/// The tables that hide in replies of several levels and in texts.
extension ReplyTable {
  /// Entries of a stream: a column for each field that occurs, as long as they are few.
  init?(entries: [Reply]) {
    var names: [[UInt8]] = []
    var parsed: [(id: Reply, fields: [[UInt8]: Reply])] = []
    for entry in entries {
      guard case .array(let parts) = entry, parts.count == 2, case .array(let fields) = parts[1] else { return nil }
      var values: [[UInt8]: Reply] = [:]
      for index in stride(from: 0, to: fields.count - 1, by: 2) {
        guard case .bulk(let name) = fields[index] else { return nil }
        if !names.contains(name) { names.append(name) }
        values[name] = fields[index + 1]
      }
      parsed.append((parts[0], values))
    }
    guard !entries.isEmpty, names.count <= 12 else { return nil }
    header = ["id"] + names.map { String(decoding: VisibleText.name($0), as: UTF8.self) }
    rows = parsed.map { entry in
      [Cell(entry.id)] + names.map { entry.fields[$0].map { Cell($0) } ?? Cell("") }
    }
  }

  /// INFO: lines `# Section` and `field:value`.
  init?(information text: [UInt8]) {
    header = ["section", "field", "value"]
    rows = []
    var section = ""
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
      if line.hasPrefix("# ") {
        section = line.dropFirst(2).lowercased()
      } else if let colon = line.firstIndex(of: ":") {
        rows.append([Cell(section), Cell(String(line[..<colon])), Cell(String(line[line.index(after: colon)...]))])
      }
    }
    if rows.isEmpty { return nil }
  }

  /// CLIENT LIST: lines of `name=value`, of which the ones that tell a client from others are shown.
  init?(clients text: [UInt8]) {
    header = ["id", "addr", "name", "age", "idle", "flags", "db", "multi", "cmd"]
    rows = []
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
      var values: [Substring: Substring] = [:]
      for part in line.split(separator: " ") {
        guard let mark = part.firstIndex(of: "=") else { continue }
        values[part[..<mark]] = part[part.index(after: mark)...]
      }
      rows.append(header.map { Cell(String(values[$0[...]] ?? "")) })
    }
    if rows.isEmpty { return nil }
  }

  /// SLOWLOG GET.
  init?(slow entries: [Reply]) {
    header = ["id", "time", "microseconds", "command", "client", "name"]
    rows = []
    for entry in entries {
      guard case .array(let parts) = entry, parts.count == 6, case .array(let words) = parts[3] else { return nil }
      let command = words.map { word -> [UInt8] in if case .bulk(let text) = word { text } else { [] } }
      var cell = Cell("")
      cell.text = Words.command(command)
      rows.append([Cell(parts[0]), Cell(parts[1]), Cell(parts[2]), cell, Cell(parts[4]), Cell(parts[5])])
    }
    if rows.isEmpty { return nil }
  }
}

import Bytes
import RESP

/// A reply as rows and columns, for the commands whose replies have such.
struct ReplyTable: Equatable {
  var header: [String]
  var rows: [[Cell]]

  /// What stands in one place.
  struct Cell: Equatable {
    var text: [UInt8]
    /// Whether it is aligned to the right.
    var isNumber = false

    init(_ text: String) { self.text = Array(text.utf8) }

    init(_ reply: Reply) {
      switch reply {
      case .integer(let value): (text, isNumber) = (Array(String(value).utf8), true)
      case .double(_, let digits): (text, isNumber) = (digits, true)
      case .null, .nullArray: text = Array("(nil)".utf8)
      case .bulk(let bytes), .simple(let bytes), .verbatim(_, let bytes):
        text = VisibleText.name(bytes).filter { $0 != 0x0A }
      default:
        var writer = ByteWriter()
        ReplyFormat.json.write(reply, into: &writer)
        text = writer.array.dropLast()
      }
    }
  }

  /// The reply to `command`; nil when it has neither rows nor columns.
  init?(_ reply: Reply, to command: [[UInt8]]) {
    let words = command.map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let name = words.first else { return nil }
    let has = { (option: String) in words.contains(option) }
    switch (name, reply) {
    case ("info", .bulk(let text)), ("info", .verbatim(_, let text)): self.init(information: text)
    case ("client", .bulk(let text)) where words.dropFirst().first == "list": self.init(clients: text)
    case ("client", .verbatim(_, let text)) where words.dropFirst().first == "list": self.init(clients: text)
    case ("mget", .array(let values)): self.init(["key", "value"], Array(command.dropFirst()), values)
    case ("hmget", .array(let values)): self.init(["field", "value"], Array(command.dropFirst(2)), values)
    case ("xrange", .array(let entries)), ("xrevrange", .array(let entries)): self.init(entries: entries)
    case ("slowlog", .array(let entries)) where words.dropFirst().first == "get": self.init(slow: entries)
    case ("config", _): self.init(["directive", "value"], pairs: reply)
    case ("hgetall", _): self.init(["field", "value"], pairs: reply)
    case ("hrandfield", _) where has("withvalues"): self.init(["field", "value"], pairs: reply)
    case ("pubsub", _) where has("numsub"): self.init(["channel", "subscribers"], pairs: reply)
    case ("zpopmin", _), ("zpopmax", _): self.init(["member", "score"], pairs: reply)
    case (_, _) where name.hasPrefix("z") && has("withscores"): self.init(["member", "score"], pairs: reply)
    case (_, .map): self.init(["name", "value"], pairs: reply)
    case (_, .array(let parts)), (_, .set(let parts)): self.init(list: parts, name)
    default: return nil
    }
  }

  private init(header: [String], rows: [[Cell]]) {
    self.header = header
    self.rows = rows
  }

  /// A word of the command and a part of the reply to each row.
  private init?(_ header: [String], _ names: [[UInt8]], _ values: [Reply]) {
    guard names.count == values.count else { return nil }
    self.init(header: header, rows: zip(names, values).map { [Cell(.bulk($0)), Cell($1)] })
  }

  /// Pairs, as a map, as pairs within an array, or flat as RESP2 has them.
  private init?(_ header: [String], pairs reply: Reply) {
    var rows: [[Cell]] = []
    switch reply {
    case .map(let pairs): rows = pairs.map { [Cell($0.key), Cell($0.value)] }
    case .array(let parts):
      if case .array = parts.first {
        for case .array(let pair) in parts where pair.count == 2 { rows.append(pair.map { Cell($0) }) }
      } else {
        guard parts.count % 2 == 0 else { return nil }
        rows = stride(from: 0, to: parts.count, by: 2).map { [Cell(parts[$0]), Cell(parts[$0 + 1])] }
      }
    default: return nil
    }
    for row in rows.indices where header[1] == "score" { rows[row][1].isNumber = true }
    self.init(header: header, rows: rows)
  }

  /// Numbered elements; or rows with names, as XINFO GROUPS has them.
  private init?(list parts: [Reply], _ name: String) {
    guard !parts.isEmpty else { return nil }
    let names = parts.map { part -> [String]? in
      guard case .array(let inner) = part, inner.count > 1, inner.count % 2 == 0 else { return nil }
      return stride(from: 0, to: inner.count, by: 2).map { String(decoding: Cell(inner[$0]).text, as: UTF8.self) }
    }
    if name == "xinfo", let header = names[0], names.allSatisfy({ $0 == header }) {
      self.init(
        header: header,
        rows: parts.map { part in
          guard case .array(let inner) = part else { return [] }
          return stride(from: 1, to: inner.count, by: 2).map { Cell(inner[$0]) }
        })
      return
    }
    for part in parts { if case .array = part { return nil } }
    self.init(
      header: ["#", "value"],
      rows: parts.enumerated().map { [Cell(.integer(Int64($0 + 1))), Cell($1)] })
  }
}

import Bytes

/// What redis-check-rdb 7.0.15 says of damage, and how it goes on.
struct CheckMessage {
  /// What stands behind the offset.
  let text: [UInt8]
  /// Whether the tool ends at once, with a line in its log.
  ///
  /// It does so where the functions that load values find the damage, not where the file ends between values.
  let isFatal: Bool

  /// A message of the check itself.
  init(_ text: StaticString) {
    self.text = [UInt8](text: text.description)
    isFatal = false
  }

  /// A message of the check itself.
  init(_ build: (inout ByteWriter) -> Void) {
    var writer = ByteWriter(minimumCapacity: 128)
    build(&writer)
    text = writer.array
    isFatal = false
  }

  /// A message of the functions that load values; it names the line of Redis' source.
  init(line: Int, _ build: (inout ByteWriter) -> Void) {
    var writer = ByteWriter(minimumCapacity: 128)
    writer.append("Internal error in RDB reading offset 0, function at rdb.c:", line)
    writer.append(" -> ")
    build(&writer)
    text = writer.array
    isFatal = true
  }

  /// A message of the functions that load values.
  init(line: Int, _ text: StaticString) {
    self.init(line: line) { $0.append(text) }
  }

  /// That the file ends where more is expected.
  static var endOfFile: CheckMessage { CheckMessage("Unexpected EOF reading RDB file") }
}

extension CheckMessage {
  /// The message about a value of RDB type `type` that is damaged for the given reason.
  static func corruptValue(_ type: UInt8, _ reason: StaticText, isCompact: Bool, name: [UInt8]) -> CheckMessage {
    switch type {
    case 2: CheckMessage(line: isCompact ? 1809 : 1829, "Duplicate set members detected")
    case 3, 5: sortedSet(reason)
    case 4:
      isCompact
        ? CheckMessage(line: 1951, "Hash with dup elements")
        : CheckMessage(line: 2019, "Duplicate hash fields detected")
    case 9: CheckMessage(line: 2130, "Zipmap integrity check failed.")
    case 10: CheckMessage(line: 2189, "List ziplist integrity check failed.")
    case 11: CheckMessage(line: 2214, "Intset integrity check failed.")
    case 12: CheckMessage(line: 2229, "Zset ziplist integrity check failed.")
    case 13: CheckMessage(line: 2275, "Hash ziplist integrity check failed.")
    case 14, 18: list(reason)
    case 16: CheckMessage(line: 2301, "Hash listpack integrity check failed.")
    case 17: CheckMessage(line: 2255, "Zset listpack integrity check failed.")
    default: stream(reason, name)
    }
  }

  private static func sortedSet(_ reason: StaticText) -> CheckMessage {
    reason == "Zset with NAN score detected"
      ? CheckMessage(line: 1882, "Zset with NAN score detected")
      : CheckMessage(line: 1894, "Duplicate zset fields detected")
  }

  private static func list(_ reason: StaticText) -> CheckMessage {
    switch reason {
    case "Quicklist integrity check failed.": CheckMessage(line: 2048, "Quicklist integrity check failed.")
    case "Listpack integrity check failed.": CheckMessage(line: 2071, "Listpack integrity check failed.")
    case "Ziplist integrity check failed.": CheckMessage(line: 2081, "Ziplist integrity check failed.")
    // A node without bytes is taken for the end of the file.
    default: endOfFile
    }
  }

  private static let streamLines: [(reason: StaticText, line: Int, text: StaticString)] = [
    (
      "Stream node key entry is not the size of a stream ID", 2343,
      "Stream node key entry is not the size of a stream ID"
    ),
    ("Stream listpack integrity check failed.", 2362, "Stream listpack integrity check failed."),
    ("Empty listpack inside stream", 2374, "Empty listpack inside stream"),
    ("Listpack re-added with existing key", 2386, "Listpack re-added with existing key"),
    ("Stream length inconsistent with rax entries", 2430, "Stream length inconsistent with rax entries"),
    (
      "Duplicated global PEL entry loading stream consumer group", 2516,
      "Duplicated global PEL entry loading stream consumer group"
    ),
    ("Duplicate stream consumer detected", 2543, "Duplicate stream consumer detected."),
    ("Consumer entry not found in group global PEL", 2573, "Consumer entry not found in group global PEL"),
    (
      "Duplicated consumer PEL entry loading a stream consumer group", 2583,
      "Stream consumer PEL entry already has a consumer assigned"
    ),
    ("NACK entry without consumer", 2611, "Stream CG PEL entry without consumer"),
  ]

  private static func stream(_ reason: StaticText, _ name: [UInt8]) -> CheckMessage {
    if let known = streamLines.first(where: { $0.reason == reason }) {
      return CheckMessage(line: known.line, known.text)
    }
    return CheckMessage(line: 2480) {
      $0.append("Duplicated consumer group name ")
      $0.append(terminated: name.span)
    }
  }
}

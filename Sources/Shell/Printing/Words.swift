import AOF
import Bytes

/// The parts of which messages for people are made.
enum Words {
  /// `1 byte`, `2 bytes`.
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// A number of bytes as redis.conf has it, such as `64mb`.
  static func size(_ bytes: Int) -> String {
    for (unit, size) in [("gb", 1 << 30), ("mb", 1 << 20), ("kb", 1 << 10)] where bytes != 0 && bytes % size == 0 {
      return "\(bytes / size)\(unit)"
    }
    return count(bytes, "byte")
  }

  /// A command as a person would type it, long words and long commands cut short.
  static func command(_ arguments: [[UInt8]], atMost limit: Int = 72) -> [UInt8] {
    var text: [UInt8] = []
    for (index, argument) in arguments.enumerated() {
      if text.count > limit { return text + Array(" ... (\(arguments.count - index) more words)".utf8) }
      if index > 0 { text.append(0x20) }
      text += word(argument)
    }
    return text
  }

  /// A word as a person would type it: quoted if it must be, cut short if it is long.
  static func word(_ bytes: [UInt8], atMost limit: Int = 40) -> [UInt8] {
    guard bytes.count > limit + 8 else { return quotedIfNeeded(bytes) }
    let head = Array(bytes[..<limit])
    return [UInt8](quoted: head.span) + Array("... (\(bytes.count) bytes)".utf8)
  }

  /// A word in quotes if it could not be typed without.
  static func quotedIfNeeded(_ bytes: [UInt8]) -> [UInt8] {
    let isPlain =
      !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x27 && $0 != 0x5C }
    return isPlain ? bytes : [UInt8](quoted: bytes.span)
  }

  /// Commands that were logged, with their database unless it is 0, and how many there are beyond `limit`.
  static func commands(_ commands: [LostCommand], atMost limit: Int = 10) -> [UInt8] {
    var text: [UInt8] = []
    for (index, command) in commands.prefix(limit).enumerated() {
      if index > 0 { text += Array(", ".utf8) }
      text += self.command(command.arguments)
      if command.database > 0 { text += Array(" (db \(command.database))".utf8) }
    }
    if commands.count > limit { text += Array(" and \(commands.count - limit) more".utf8) }
    return text
  }

  /// `text` with spaces behind it up to `width` bytes.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }

  /// `text` with spaces before it up to `width` bytes.
  static func aligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }
}

/// Bytes shown as text in which nothing is hidden.
enum VisibleText {
  /// The bytes with control characters, backslashes and what is not UTF-8 escaped as in a quoted argument; a line feed
  /// ends a line as well, and is shown before that unless `hidesLineFeeds`.
  static func show(_ bytes: Span<UInt8>, hidesLineFeeds: Bool = false) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 4)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x80 {
        let length = sequenceLength(bytes, at: index)
        if length == 0 { escape(byte, into: &text) }
        for position in index..<index + length { text.append(bytes[position]) }
        index += max(length, 1)
        continue
      }
      switch byte {
      case 0x0A: text += hidesLineFeeds ? [0x0A] : [0x5C, UInt8(ascii: "n"), 0x0A]
      case 0x0D: text += [0x5C, UInt8(ascii: "r")]
      case 0x09: text += [0x5C, UInt8(ascii: "t")]
      case 0x5C: text += [0x5C, 0x5C]
      case 0..<0x20, 0x7F: escape(byte, into: &text)
      default: text.append(byte)
      }
      index += 1
    }
    if let last = text.last, last != 0x0A { text.append(0x0A) }
    return text
  }

  private static func escape(_ byte: UInt8, into text: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    text += [0x5C, UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  /// Bytes of the UTF-8 sequence of a character above ASCII at `index`; 0 if it is none.
  static func sequenceLength(_ bytes: Span<UInt8>, at index: Int) -> Int {
    let length =
      switch bytes[index] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, index + length <= bytes.count else { return 0 }
    let sequence = [UInt8](copying: bytes.extracting(index..<index + length))
    return String(validating: sequence, as: UTF8.self) == nil ? 0 : length
  }
}

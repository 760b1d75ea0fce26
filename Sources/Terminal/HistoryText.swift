/// The text of a history file.
///
/// A history file is plain text that a person may read and edit: one entry per line, the oldest first. In an entry `\\`
/// stands for a backslash, `\n` for a line break and `\xHH` for the byte with that hexadecimal number; the last is
/// written for control characters other than the tab and for a `#` that opens an entry. All other bytes stand for
/// themselves, UTF-8 or not. A line that starts with `#` is a comment, an empty line means nothing. A backslash that
/// opens none of the three escapes stands for itself, so that no line is lost for being written by hand. The last line
/// counts without its line break, too: a writer may have been cut off.
enum HistoryText {
  /// The comment that opens a new file.
  static let header = Array("# One entry per line; \\n is a line break, \\\\ a backslash, \\xHH any byte.\n".utf8)

  /// The line for `entry`, with its line break.
  static func line(_ entry: [UInt8]) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(entry.count + 1)
    for (index, byte) in entry.enumerated() {
      switch byte {
      case UInt8(ascii: "\\"): line += [byte, byte]
      case 0x0A: line += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "#") where index == 0: line += hexadecimal(byte)
      case 0x09, 0x20...0x7E, 0x80...: line.append(byte)
      default: line += hexadecimal(byte)
      }
    }
    line.append(0x0A)
    return line
  }

  /// The entries of a whole file, in O(n).
  static func entries(_ text: [UInt8]) -> [[UInt8]] {
    text.split(separator: 0x0A).filter { $0.first != UInt8(ascii: "#") }.map(entry)
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> [UInt8] {
    guard line.contains(UInt8(ascii: "\\")) else { return Array(line) }
    var entry: [UInt8] = []
    var rest = line
    while let byte = rest.popFirst() {
      let next = byte == UInt8(ascii: "\\") ? rest.first : nil
      if next == UInt8(ascii: "\\") {
        rest.removeFirst()
      } else if next == UInt8(ascii: "n") {
        rest.removeFirst()
        entry.append(0x0A)
        continue
      } else if next == UInt8(ascii: "x"), let value = hexadecimalValue(rest.dropFirst().prefix(2)) {
        rest.removeFirst(3)
        entry.append(value)
        continue
      }
      entry.append(byte)
    }
    return entry
  }

  private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return [UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func hexadecimalValue(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") }) else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

import Bytes

/// What `:let` has named, and the last reply, for use in lines that follow.
///
/// In a command, a word `$NAME` stands for the value, and `${NAME}` does within a word; `$_` is the last reply. In single
/// quotes nothing is replaced, in double quotes only `${NAME}`. What has not been named stays as it is, because a `$` is
/// a byte like others to Redis.
struct Variables {
  private(set) var values: [String: [UInt8]] = [:]
  /// The last reply, as raw output prints it.
  var lastReply: [UInt8]?

  /// Whether `name` can be a variable's: letters, digits and `_`, no digit first.
  static func isName(_ name: some Collection<UInt8>) -> Bool {
    guard let first = name.first, !first.isASCIIDigit else { return false }
    return name.allSatisfy { byte in
      byte.isASCIIDigit || byte == UInt8(ascii: "_") || (0x61...0x7A).contains(byte.asciiLowercased)
    }
  }

  mutating func set(_ name: String, _ value: [UInt8]) { values[name] = value }

  private func value(_ name: some Collection<UInt8>) -> [UInt8]? {
    if name.count == 1, name.first == UInt8(ascii: "_") { return lastReply }
    guard Self.isName(name) else { return nil }
    return values[String(decoding: Array(name), as: UTF8.self)]
  }

  /// The words of `line`, which were split into `words`, with values in the place of names.
  func replace(in words: [[UInt8]], of line: [UInt8]) -> [[UInt8]] {
    guard line.contains(UInt8(ascii: "$")) else { return words }
    let ranges = RawWords.ranges(line)
    guard ranges.count == words.count else { return words }
    return zip(words, ranges).map { word, range in
      let first = line[range.lowerBound]
      if first == 0x27 || !word.contains(UInt8(ascii: "$")) { return word }
      if first == UInt8(ascii: "$"), let value = value(word.dropFirst()) { return value }
      return replaceBraced(in: word)
    }
  }

  private func replaceBraced(in word: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < word.count {
      if word[index] == UInt8(ascii: "$"), index + 1 < word.count, word[index + 1] == UInt8(ascii: "{"),
        let end = word[index...].firstIndex(of: UInt8(ascii: "}")), let value = value(word[(index + 2)..<end])
      {
        result += value
        index = end + 1
      } else {
        result.append(word[index])
        index += 1
      }
    }
    return result
  }
}

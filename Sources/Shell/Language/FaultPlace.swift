import Bytes

/// A word of a line at which something went wrong, and what could be done about it.
struct FaultPlace: Equatable, Sendable {
  /// The index of the word; the number of words where something is missing behind them.
  var word: Int
  /// A few words of advice; may be empty.
  var advice = ""

  /// The words in one line and below it a mark under the one that is meant, each line indented.
  ///
  /// - Parameter measure: the columns that a text takes.
  func drawing(_ words: [[UInt8]], measure: ([UInt8]) -> Int, indent: Int = 2) -> [UInt8] {
    let spaces = [UInt8](repeating: 0x20, count: indent)
    // What stands before a place far to the right would push it off the screen.
    let first = max(0, word - 8)
    var line = first > 0 ? Array("... ".utf8) : []
    var start = 0
    var width = 1
    for (index, text) in words.enumerated().dropFirst(first) {
      let shown = Words.word(text, atMost: 24)
      if index == word {
        start = measure(line)
        width = max(1, measure(shown))
      }
      line += shown + [0x20]
      if index >= word + 4, index + 1 < words.count {
        line += Array("...".utf8)
        break
      }
    }
    if word >= words.count { start = measure(line) }
    let mark = [UInt8](repeating: 0x20, count: start) + [UInt8](repeating: UInt8(ascii: "^"), count: width)
    while line.last == 0x20 { line.removeLast() }
    return spaces + line + [0x0A] + spaces + mark + (advice.isEmpty ? [] : Array(" \(advice)".utf8)) + [0x0A]
  }

  /// The word that `message` quotes.
  static func quoted(by message: [UInt8], among words: [[UInt8]]) -> Int? {
    words.firstIndex { word in
      guard !word.isEmpty, word.count <= 128 else { return false }
      return [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains { message.contains([$0] + word + [$0]) }
    }
  }
}

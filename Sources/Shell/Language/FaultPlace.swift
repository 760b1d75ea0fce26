import Bytes

/// A word of a line at which something went wrong, and what could be done about it.
struct FaultPlace: Equatable, Sendable {
  /// The index of the word; the number of words where something is missing behind them.
  var word: Int
  /// A few words of advice; may be empty.
  var advice = ""

  /// The words in one line and below it a mark under the one that is meant, each line indented.
  ///
  /// - Parameters:
  ///   - columns: the width of the screen; words far from the mark are left out where they do not fit.
  ///   - measure: the columns that a text takes.
  func drawing(_ words: [[UInt8]], columns: Int = 120, measure: ([UInt8]) -> Int, indent: Int = 2) -> [UInt8] {
    let room = max(12, columns - 1 - indent)
    let spaces = [UInt8](repeating: 0x20, count: indent)
    let show = { (text: [UInt8]) in Words.word(text, atMost: min(24, max(1, room / 3))) }
    // What stands before a place far to the right would push it off the screen.
    var first = max(0, word - 8)
    let until = min(word + 1, words.count)
    let behind = until < words.count ? 3 : word < words.count ? -1 : 1
    func width() -> Int { words[first..<until].reduce(first > 0 ? 4 : 0) { $0 + measure(show($1)) + 1 } + behind }
    while first < word, width() > room { first += 1 }
    var line = first > 0 ? Array("... ".utf8) : []
    var start = 0
    var length = 1
    for (index, text) in words.enumerated().dropFirst(first) {
      let shown = show(text)
      if index == word {
        start = measure(line)
        length = max(1, measure(shown))
      }
      if index > word, index > word + 4 || measure(line) + measure(shown) + 4 > room {
        line += Array("...".utf8)
        break
      }
      line += shown + [0x20]
    }
    if word >= words.count { start = measure(line) }
    let mark = [UInt8](repeating: 0x20, count: start) + [UInt8](repeating: UInt8(ascii: "^"), count: length)
    while line.last == 0x20 { line.removeLast() }
    let fits = start + length + 1 + advice.utf8.count <= room
    let below = Words.wrapped(String(repeating: " ", count: indent) + advice, columns: columns, hanging: indent)
    let told = advice.isEmpty ? "" : fits ? " \(advice)" : "\n\(below)"
    return spaces + line + [0x0A] + spaces + mark + Array(told.utf8) + [0x0A]
  }

  /// The word that `message` quotes.
  static func quoted(by message: [UInt8], among words: [[UInt8]]) -> Int? {
    words.firstIndex { word in
      guard !word.isEmpty, word.count <= 128 else { return false }
      return [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains { message.contains([$0] + word + [$0]) }
    }
  }
}

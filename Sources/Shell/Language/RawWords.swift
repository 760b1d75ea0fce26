import Bytes

/// Where the words of a line stand, their quotes included, as `ArgumentSplitter` splits it.
enum RawWords {
  /// The words' places in `line`, in O(count).
  static func ranges(_ line: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while true {
      while index < line.count, line[index].isASCIISpace { index += 1 }
      if index == line.count { return ranges }
      let start = index
      var quotes = QuoteScanner()
      while index < line.count, quotes.isOpen || !line[index].isASCIISpace {
        quotes.read(line[index])
        index += 1
      }
      ranges.append(start..<index)
    }
  }
}

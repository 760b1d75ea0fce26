/// The line that opens a fenced code block in Markdown: three or more backquotes or tildes, then the block's language.
struct CodeFence {
  private let mark: UInt8
  private let length: Int
  /// Spaces before the fence.
  let indent: Int
  /// The first word behind the fence.
  let language: [UInt8]

  /// Nil if `line` opens no block.
  init?(opening line: ArraySlice<UInt8>) {
    let fence = line.drop { $0 == 0x20 }
    guard let first = fence.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else { return nil }
    let info = fence.drop { $0 == first }
    guard fence.count - info.count >= 3 else { return nil }
    // Else it is text in backquotes within a paragraph.
    if first == UInt8(ascii: "`"), info.contains(first) { return nil }
    mark = first
    length = fence.count - info.count
    indent = line.count - fence.count
    language = Array(info.drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 != 0x20 && $0 != 0x09 })
  }

  /// Whether `line` ends the block: a fence of the same mark, as long or longer, and nothing else.
  func isClosed(by line: ArraySlice<UInt8>) -> Bool {
    let fence = line.drop { $0 == 0x20 }
    guard line.count - fence.count <= indent + 3 else { return false }
    let rest = fence.drop { $0 == mark }
    return fence.count - rest.count >= length && Transcript.isBlank(rest)
  }
}

import Bytes
import Commands

extension Workbench {
  /// A line that ends with a lone `?`, as a person asks what could stand there: the line to run instead, which shows
  /// help, and what was typed before the `?`.
  ///
  /// Where a pattern may stand, a `?` is one, and so it is in quotes.
  public func question(_ line: [UInt8]) -> (line: [UInt8], rest: [UInt8])? {
    guard let last = RawWords.ranges(line).last, Array(line[last]) == [UInt8(ascii: "?")] else { return nil }
    let rest = Array(line[..<last.lowerBound])
    guard let words = CursorWords(rest, cursor: rest.count), let first = words.before.first else { return nil }
    if first.first == UInt8(ascii: ":") {
      guard let meta = metaCommands.lookup(String(decoding: first.dropFirst(), as: UTF8.self)) else { return nil }
      return (Array(":help \(meta.name)".utf8), rest)
    }
    guard let command = commandTable.lookup(OwnedArguments(words.before).view) ?? commandTable.lookup(first.span)
    else { return nil }
    let isSubcommand = command.fullName != command.name
    var reader = ArgumentReader(command.arguments)
    for word in words.before.dropFirst(isSubcommand ? 2 : 1) where !reader.read(word) { break }
    if reader.openings.contains(where: { $0.token == nil && $0.argument.kind == .pattern }) { return nil }
    let name = command.fullName.split(separator: "|").joined(separator: " ")
    return (Array("help \(name)".utf8), rest)
  }
}

extension Line {
  /// Whether `text` ends within a quote or a block, so that the next line belongs to it.
  public static func isOpen(_ text: [UInt8]) -> Bool {
    switch parse(text.span) {
    case .openQuote, .openBlock: true
    default: false
    }
  }
}

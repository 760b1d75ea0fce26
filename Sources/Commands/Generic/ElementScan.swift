import Bytes
import Keyspace
import RESP

/// One call of SSCAN, HSCAN or ZSCAN: gathers elements until there are enough, and replies them with the cursor.
struct ElementScan: ~Copyable {
  private let options: ScanOptions
  private let pattern: [UInt8]?
  private var cursor: UInt64
  private var found: ReplyWriter
  private var met = 0
  private var replied = 0

  /// A call from `cursor` on, whose options are the arguments from the fourth on.
  init(_ context: CommandContext, _ arguments: Arguments, cursor: UInt64) throws(CommandError) {
    options = try ScanOptions(arguments, from: 3)
    pattern = options.pattern.map { [UInt8](copying: arguments[$0]) }
    self.cursor = cursor
    found = ReplyWriter(version: context.reply.version)
  }

  /// Replies that there is nothing, for a key that is not there.
  static func replyNothing(_ context: CommandContext) {
    context.reply.array(2)
    context.reply.bulk("0")
    context.reply.array(0)
  }

  /// Calls `step` with a cursor until there are enough elements or it returns the cursor 0.
  mutating func run(_ step: (_ cursor: UInt64, _ scan: inout ElementScan) -> UInt64) {
    var steps = options.steps
    repeat {
      cursor = step(cursor, &self)
      steps -= 1
    } while cursor != 0 && steps >= 0 && met < options.count
  }

  /// Meets an element called `name`, and what is replied with it.
  mutating func meet(_ name: ElementText, _ value: ElementText? = nil) {
    met += 1
    if let pattern, !name.withSpan({ Glob.matches($0, pattern: pattern.span) }) { return }
    found.bulk(name)
    replied += 1
    guard let value else { return }
    found.bulk(value)
    replied += 1
  }

  /// Meets an element called `name`, and the text that is replied with it.
  mutating func meet(_ name: ElementText, text: Span<UInt8>) {
    met += 1
    if let pattern, !name.withSpan({ Glob.matches($0, pattern: pattern.span) }) { return }
    found.bulk(name)
    found.bulk(text)
    replied += 2
  }

  /// Writes the reply.
  consuming func reply(to context: CommandContext) {
    context.reply.array(2)
    let digits = DecimalDigits(cursor)
    context.reply.bulk(digits.span)
    context.reply.array(replied)
    context.reply.rawFragment(found.bytes.span)
  }
}

extension ReplyWriter {
  /// Writes the text of an element as a string.
  mutating func bulk(_ text: ElementText) {
    if let integer = text.integer { bulk(decimal: integer) } else { bulk(text.bytes) }
  }
}

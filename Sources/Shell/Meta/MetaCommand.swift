/// One meta-command: everything that is known of it, and what runs it.
///
/// The table of meta-commands is the only place that knows a name, an option or an example; `:help`, completion and the
/// messages on wrong use read it.
struct MetaCommand: Sendable {
  /// What an argument is, for completion.
  enum Argument: Sendable {
    case words([String])
    case file, script, directive, directiveValue, mark, metaCommand, displayOption, command, none
  }

  /// The name without the colon.
  let name: String
  /// What may stand behind the name, as `:help` shows it.
  var usage = ""
  /// One line on what it does.
  let summary: String
  /// What else there is to know, in lines of at most 100 characters.
  var details = ""
  /// Lines that show it, with their prompts and output.
  let example: String
  /// Its options, and whether each takes a value.
  var options: [String: Bool] = [:]
  /// How many arguments it takes besides options.
  var counts: ClosedRange<Int> = 0...0
  /// What its arguments are, for completion; the last one stands for those that follow.
  var arguments: [Argument] = []
  /// Whether its output may be long, so that a person looks at it in a pager.
  var isLong = false
  /// What runs it.
  let run: @Sendable (Workbench, MetaArguments) throws(MetaError) -> Void

  /// Whether it changes files of the data directory by hand, and not through the engine.
  var changesFiles: Bool { ["cp", "mv", "rm", "mkdir", "truncate", "corrupt", "append", "check"].contains(name) }

  /// The arguments before those that are a line of their own; nil where none is.
  var argumentsBeforeLine: Int? { arguments.firstIndex { if case .command = $0 { true } else { false } } }

  /// The name and what may stand behind it.
  var syntax: String { usage.isEmpty ? ":\(name)" : ":\(name) \(usage)" }
}

/// What was given to a meta-command, its options set apart.
struct MetaArguments {
  /// The arguments that are no options.
  var words: [[UInt8]] = []
  /// All that was given, as it was typed.
  private(set) var rest: [UInt8] = []
  /// The options with their values; those without have an empty one.
  private var options: [String: [UInt8]] = [:]

  /// Arguments without options.
  init(words: [[UInt8]]) { self.words = words }

  /// Sorts the arguments of `call`. What follows `--` is no option, nor what begins with `-` and a digit.
  init(_ call: MetaCall, of command: MetaCommand) throws(MetaError) {
    rest = call.rest
    var index = 0
    var takesOptions = !command.options.isEmpty
    while index < call.arguments.count {
      let word = call.arguments[index]
      index += 1
      let isNumber = word.count > 1 && (0x30...0x39).contains(word[1])
      guard takesOptions, word.first == UInt8(ascii: "-"), word.count > 1, !isNumber else {
        words.append(word)
        continue
      }
      if word == Array("--".utf8) {
        takesOptions = false
        continue
      }
      let name = String(decoding: word, as: UTF8.self)
      guard let takesValue = command.options[name] else {
        let near = Suggestions.nearest(to: name, among: command.options.keys.sorted())
        throw MetaError(
          "there is no option \(name)"
            + (near.isEmpty ? "; the usage is: \(command.syntax)" : Suggestions.question(near)))
      }
      if takesValue, index == call.arguments.count {
        throw MetaError("\(name) needs a value; the usage is: \(command.syntax)")
      }
      options[name] = takesValue ? call.arguments[index] : []
      if takesValue { index += 1 }
    }
    guard command.counts.contains(words.count) else {
      let problem = words.count < command.counts.lowerBound ? "something is missing" : "that is too much"
      throw MetaError("\(problem); the usage is: \(command.syntax)")
    }
  }

  func has(_ option: String) -> Bool { options[option] != nil }

  func value(_ option: String) -> [UInt8]? { options[option] }

  /// The word at `index` as text, for names that are looked up; nil when there is none.
  func text(_ index: Int) -> String? {
    index < words.count ? String(decoding: words[index], as: UTF8.self) : nil
  }
}

import Bytes

/// The command line of redis-server: `[FILE] [-] [--directive value …] [-]`.
///
/// A file, what `-` reads from standard input, and the directives of the command line are one text of configuration, in
/// this order, so that the last word on a directive counts (rules of redis-server 7.0.15).
public struct ServerArguments: Sendable, Equatable {
  /// What the command line asks for instead of a server.
  public enum Question: Sendable, Equatable {
    case version, help
  }

  /// What is asked for instead of a server; nil when one is to run.
  public private(set) var question: Question?
  /// The configuration file.
  public private(set) var file: String?
  /// Whether standard input holds directives.
  public private(set) var readsStandardInput = false
  /// The directives of the command line, one in each line.
  public private(set) var directives: [UInt8] = []
  /// Whether there were no arguments at all, which Redis warns of.
  public let isEmpty: Bool
  private var takesValue = true

  /// The meaning of `arguments`, which follow the program's name.
  public init(_ arguments: [[UInt8]]) {
    isEmpty = arguments.isEmpty
    guard let first = arguments.first else { return }
    switch String(decoding: first, as: UTF8.self) {
    case "-v", "--version": question = .version
    case "-h", "--help": question = .help
    default: break
    }
    var index = 0
    if first.first != UInt8(ascii: "-") {
      file = String(decoding: first, as: UTF8.self)
      index = 1
    }
    while index < arguments.count {
      let argument = arguments[index]
      let isAtAnEnd = index == 0 || index == arguments.count - 1
      if argument == [UInt8(ascii: "-")], isAtAnEnd {
        readsStandardInput = true
      } else if takesValue, argument.starts(with: Array("--".utf8)) {
        add(directive: argument, before: index + 1 < arguments.count ? arguments[index + 1] : nil)
      } else {
        directives += [UInt8](quoted: argument.span) + [0x20]
        takesValue = true
      }
      index += 1
    }
  }

  /// Begins a line. A directive without a value takes the next argument as one, even if that begins with `--`; only
  /// `--save` may go without, which then means no save points.
  private mutating func add(directive: [UInt8], before next: [UInt8]?) {
    if !directives.isEmpty { directives.append(0x0A) }
    directives += directive.dropFirst(2) + [0x20]
    guard case .arguments(let words) = ArgumentSplitter.split(directive.span), words.count == 1 else {
      takesValue = true
      return
    }
    takesValue = false
    guard directive.map(\.asciiLowercased) == Array("--save".utf8) else { return }
    guard let next else {
      directives += Array("\"\"".utf8)
      return
    }
    if next.starts(with: Array("--".utf8)) {
      directives += Array("\"\"".utf8)
      takesValue = true
    }
  }

  /// The whole text of configuration, of what the file and standard input hold.
  public func text(file: [UInt8]?, standardInput: [UInt8]?) -> [UInt8] {
    var text = file ?? []
    if let last = text.last, last != 0x0A, standardInput != nil { text.append(0x0A) }
    text += standardInput ?? []
    // Redis counts lines so that those of the command line begin behind an empty one.
    return isEmpty ? text : text + [0x0A] + directives
  }
}

import Bytes
import Keyspace
import RESP

@testable import Commands

/// Runs commands of the tables on a data set of its own, at a time of its own, and tells what they left.
final class HandlerBench {
  /// What one command left.
  struct Outcome {
    /// The reply as it would be sent.
    var reply: [UInt8]
    /// What would be written to the append-only file, command by command.
    var effects: [(database: Int, arguments: [[UInt8]])]
    /// Whether several effects would be wrapped in MULTI and EXEC.
    var isWrapped: Bool
    /// Changes, hits, misses and expired keys.
    var counters: [Int64]
  }

  let context: CommandContext

  /// An empty data set of 16 databases, at `milliseconds` Unix time.
  init(milliseconds: Int64 = 1_000_000_000_000) {
    context = CommandContext(
      keyspace: Keyspace(databases: 16, seed: 1), session: Session(id: 3), random: RandomNumbers(seed: 1))
    context.microseconds = milliseconds * 1000
  }

  /// Runs the command in `line`, which is split as redis-cli does.
  func run(_ line: String) -> Outcome {
    guard case .arguments(let arguments) = ArgumentSplitter.split(Array(line.utf8).span) else {
      fatalError("cannot split: \(line)")
    }
    return run(arguments)
  }

  /// Runs one command as an engine does.
  func run(_ arguments: [[UInt8]]) -> Outcome {
    let owned = OwnedArguments(arguments)
    let before = counters
    let database = context.session.database
    context.reply.bytes.removeAll()
    context.effects.removeAll()
    do throws(CommandError) {
      guard case .data(let handler) = try context.table.resolve(owned.view).handler else {
        fatalError("a command of the engine")
      }
      try handler(context, owned.view)
    } catch {
      precondition(context.reply.bytes.isEmpty, "a command replied before it refused")
      switch error {
      case .text(let text): context.reply.error(text)
      case .message(let text): context.reply.error(text)
      }
    }
    if counters[0] != before[0], context.effects.includesCommand {
      context.effects.add(command: owned.view, in: database)
    }
    return Outcome(
      reply: context.reply.bytes.array, effects: effects, isWrapped: context.effects.isWrapped,
      counters: zip(counters, before).map { $0 - $1 })
  }

  private var counters: [Int64] {
    let statistics = context.statistics
    return [context.dirty, statistics.keyspaceHits, statistics.keyspaceMisses, statistics.expiredKeys]
  }

  private var effects: [(database: Int, arguments: [[UInt8]])] {
    let bytes = context.effects.bytes.array
    return context.effects.items.map { item in
      let request = Array(bytes[item.range])
      var scanner = RequestScanner()
      guard case .request = scanner.next(request.span, from: 0) else { fatalError("no request: \(request)") }
      return (item.database, scanner.arguments.map { Array(request[$0]) })
    }
  }
}

extension HandlerBench.Outcome {
  /// The reply with its lines side by side.
  var replyText: String {
    let lines = HandlerBench.text(reply).split(separator: "\\r\\n", omittingEmptySubsequences: false)
    return lines.dropLast().joined(separator: " ")
  }

  /// The effects, each as its arguments, with the database before those of other databases than the first.
  var effectsText: String {
    effects.map { effect in
      let line = effect.arguments.map { $0.isEmpty ? "\"\"" : HandlerBench.text($0) }.joined(separator: " ")
      return effect.database == 0 ? line : "[\(effect.database)] \(line)"
    }.joined(separator: "; ")
  }
}

extension HandlerBench {
  /// `bytes` as text, those that are not printable escaped.
  static func text(_ bytes: [UInt8]) -> String {
    var text = ""
    for byte in bytes {
      switch byte {
      case 0x0D: text += "\\r"
      case 0x0A: text += "\\n"
      case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return text
  }
}

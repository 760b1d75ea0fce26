import Bytes
import Disk
import EngineHarness
import TestSupport

/// A redis-server and an engine that get the same commands.
final class Twins {
  /// A reply that differs.
  struct Difference: CustomStringConvertible {
    /// Which of the compared commands it is.
    var index = 0
    let command: [[UInt8]]
    let redis: [UInt8]
    let engine: [UInt8]

    var description: String {
      let words = command.map { quoted($0, atMost: 80) }
      let line = words.joined(separator: " ")
      return "\(line)\n  redis:  \(quoted(redis))\n  engine: \(quoted(engine))"
    }
  }

  let server: RedisServer
  let engine: EngineHarness
  let connection: RedisConnection
  private let rules: [String: (rule: ReplyRule, reason: String)]
  private var queued: [[[UInt8]]] = []
  /// Where the server's directory is, if there are files in it at the start.
  private let scratch: ScratchDirectory?

  /// Both with the same directives on directories with nothing but `files`; `rules` come before the general ones for
  /// replies.
  init(
    _ settings: [String: String] = [:], rules: [String: (rule: ReplyRule, reason: String)] = [:],
    files: [String: [UInt8]] = [:]
  ) throws {
    self.rules = rules
    scratch = files.isEmpty ? nil : try ScratchDirectory()
    engine = try EngineHarness(.posix, settings, clock: SystemClock())
    for (name, bytes) in files {
      try engine.write(bytes, to: name)
      if let scratch { try ScratchDirectory.write(bytes, to: scratch.path + "/" + name) }
    }
    let arguments = settings.sorted { $0.key < $1.key }.flatMap { ["--" + $0.key, $0.value] }
    server = try RedisServer(arguments + ["--enable-debug-command", "yes"], directory: scratch?.path)
    connection = try server.connection()
    try engine.start()
    // The engine's cron is not called either: only what commands do is compared.
    try server.command(["DEBUG", "SET-ACTIVE-EXPIRE", "0"])
  }

  /// Runs commands on both and returns the replies that differ, by the rules of ``ReplyRule``.
  func compare(_ commands: [[[UInt8]]]) throws -> [Difference] {
    var differences: [Difference] = []
    for start in stride(from: 0, to: commands.count, by: 100) {
      let batch = commands[start..<min(start + 100, commands.count)]
      try connection.send(batch.flatMap(RedisConnection.request))
      for (index, command) in zip(batch.indices, batch) {
        let mine = engine.reply(command)
        if connection.takeReceived(mine) {
          note(command, mine)
          continue
        }
        let theirs = try connection.read().bytes
        if mine != theirs {
          differences += try judge(command, theirs, mine).map { difference in
            var difference = difference
            difference.index = index
            return difference
          }
        }
        note(command, theirs)
      }
    }
    return differences
  }

  /// What differs in replies that are not equal to the byte; of a transaction, the commands whose replies do.
  private func judge(_ command: [[UInt8]], _ theirs: [UInt8], _ mine: [UInt8]) throws -> [Difference] {
    guard let left = try RedisReplyReader.all(theirs).first, let right = try RedisReplyReader.all(mine).first else {
      return [Difference(command: command, redis: theirs, engine: mine)]
    }
    guard isExec(command), let first = left.elements, let second = right.elements, first.count == queued.count,
      second.count == queued.count
    else {
      if ReplyRule.of(command, rules).accepts(left, right) { return [] }
      return [Difference(command: command, redis: theirs, engine: mine)]
    }
    return queued.indices.compactMap { index in
      if ReplyRule.of(queued[index], rules).accepts(first[index], second[index]) { return nil }
      let texts = (Array(first[index].description.utf8), Array(second[index].description.utf8))
      return Difference(command: queued[index], redis: texts.0, engine: texts.1)
    }
  }

  /// Keeps account of what a transaction queues.
  private func note(_ command: [[UInt8]], _ reply: [UInt8]) {
    if reply == Array("+QUEUED\r\n".utf8) { queued.append(command) } else if !Self.isError(reply) { queued = [] }
    if isExec(command) { queued = [] }
  }

  private static func isError(_ reply: [UInt8]) -> Bool { reply.first == UInt8(ascii: "-") }

  private func isExec(_ command: [[UInt8]]) -> Bool { command == [Array("EXEC".utf8)] }

  /// Runs lines on both, words as redis-cli splits them.
  func compare(lines: [String]) throws -> [Difference] { try compare(lines.map(Self.words)) }

  /// The words of a line.
  static func words(_ line: String) -> [[UInt8]] {
    guard case .arguments(let words) = ArgumentSplitter.split(Array(line.utf8).span) else {
      preconditionFailure("a quote is open in \(line)")
    }
    return words
  }

  /// Both digests of the data set.
  func digests() throws -> (redis: String?, engine: String) {
    let theirs = try server.command(["DEBUG", "DIGEST"]).text
    return (theirs, String(engine.command("DEBUG", "DIGEST").dropFirst()))
  }
}

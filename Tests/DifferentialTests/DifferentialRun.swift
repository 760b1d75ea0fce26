import Disk
import Engine
import EngineHarness
import SystemPackage
import TestSupport
import Testing

/// One random stream on both, and all that is compared.
struct DifferentialRun {
  private let vocabulary: Vocabulary
  private let seed: Int
  private let settings: [String: String]
  private let twins: Twins

  /// Both on empty directories.
  init(_ vocabulary: Vocabulary, seed: Int) throws {
    self.vocabulary = vocabulary
    self.seed = seed
    var settings = ["appendonly": "yes", "appendfsync": "no", "rdbcompression": "no"]
    if seed.isMultiple(of: 3) { settings["aof-use-rdb-preamble"] = "no" }
    settings.merge(vocabulary.settings) { first, _ in first }
    self.settings = settings
    twins = try Twins(settings, rules: vocabulary.rules)
  }

  private var title: String { "\(vocabulary.name), seed \(seed)" }

  /// Runs `count` commands; whether there is no difference.
  func compareCommands(_ count: Int) throws -> Bool {
    if !seed.isMultiple(of: 2) { #expect(try twins.compare(lines: ["HELLO 3"]).isEmpty) }
    #expect(try twins.compare(lines: vocabulary.prelude).isEmpty)
    var stream = CommandStream(vocabulary, seed: UInt64(seed))
    var history: [[[UInt8]]] = []
    var done = 0
    while done < count {
      let commands = stream.commands(min(1000, count - done))
      let differences = try twins.compare(commands)
      for difference in differences.prefix(5) {
        let place = commands[..<difference.index]
        let before = Self.shown(history + place, concerning: difference.command)
        Issue.record("\(title), command \(done + difference.index) after\(before)\n\(difference)")
      }
      if !differences.isEmpty { return false }
      guard try compareKeys(after: done + commands.count) else { return false }
      history = Array((history + commands).suffix(3000))
      done += commands.count
    }
    return true
  }

  /// The last commands before one that name one of its keys.
  private static func shown(_ history: [[[UInt8]]], concerning command: [[UInt8]]) -> String {
    let words = Set(command.dropFirst().prefix(3))
    let related = history.filter { $0.count > 1 && !words.isDisjoint(with: $0.dropFirst()) }.suffix(8)
    return related.map { "\n   " + $0.map { quoted($0, atMost: 60) }.joined(separator: " ") }.joined()
  }

  // MARK: Keys

  /// Compares type, encoding, time to live and digest of every key of the selected database.
  private func compareKeys(after count: Int) throws -> Bool {
    _ = try twins.compare(lines: ["DISCARD"])
    let digests = try twins.digests()
    let keys = try twins.server.command(["KEYS", "*"]).elements ?? []
    var commands: [[[UInt8]]] = []
    for case .bulk(let key) in keys {
      for words in [["OBJECT", "ENCODING"], ["PEXPIRETIME"], ["TYPE"]] {
        commands.append(words.map { Array($0.utf8) } + [key])
      }
      if digests.redis != digests.engine { commands.append(["DEBUG", "DIGEST-VALUE"].map { Array($0.utf8) } + [key]) }
    }
    let differences = try twins.compare(commands)
    for difference in differences.prefix(5) { Issue.record("\(title), after \(count) commands\n\(difference)") }
    if digests.redis != digests.engine {
      Issue.record("\(title), after \(count) commands: digests \(digests.redis ?? "") and \(digests.engine)")
      for database in ["0", "1", "2"] { try compareValues(in: database) }
    }
    return differences.isEmpty && digests.redis == digests.engine
  }

  /// Tells which values of a database differ.
  private func compareValues(in database: String) throws {
    let select = [Array("SELECT".utf8), Array(database.utf8)]
    _ = try twins.compare([select])
    let client = try twins.server.connect()
    _ = try client.command(["SELECT", database])
    let keys = try client.command(["KEYS", "*"]).elements ?? []
    for case .bulk(let key) in keys {
      for words in [["DEBUG", "DIGEST-VALUE"], ["PEXPIRETIME"], ["DUMP"], ["TYPE"]] {
        for difference in try twins.compare([words.map { Array($0.utf8) } + [key]]) {
          Issue.record("database \(database): \(difference)")
        }
      }
    }
    for difference in try twins.compare(lines: ["DBSIZE"]) { Issue.record("database \(database): \(difference)") }
  }

  // MARK: Files

  /// Compares the commands that both have written.
  func compareFiles() throws {
    try LoggedCommands.expectEqual(twins, title) { command in
      var command = vocabulary.normalised(command)
      // Payloads depend on the order of the hash, and on the compressor.
      if command.count > 3, command[0] == Array("RESTORE".utf8) { command[3] = [] }
      return command
    }
  }

  /// Lets each load what the other has written, rewrite it, and load it back.
  ///
  /// The measure is what redis-server makes of its own files: that is not what it had before, when a command has
  /// changed something and then failed (PFADD to a damaged string), which is not written.
  func exchangeDirectories() throws {
    #expect(twins.engine.stop())
    twins.server.stop()
    let (mine, theirs) = (twins.engine.directory.string, twins.server.directory)
    let digest = try Self.digest(settings, theirs, rewrites: false)
    #expect(try Self.digest(settings, mine, rewrites: true) == digest, "\(title): redis-server on our files")
    let engine = try EngineHarness.started(.posix, settings, clock: SystemClock(), directory: theirs)
    #expect(engine.command("DEBUG", "DIGEST") == "+\(digest)", "\(title): redis-server's files here")
    #expect(engine.command("BGREWRITEAOF").hasPrefix("+"))
    engine.engine.waitForChild()
    #expect(engine.stop())
    // Now each has its own directory back, with a base file that the other wrote.
    #expect(try Self.digest(settings, theirs, rewrites: false) == digest, "\(title): redis-server on our base file")
    try twins.engine.start()
    #expect(twins.engine.command("DEBUG", "DIGEST") == "+\(digest)", "\(title): redis-server's base file here")
  }

  /// The digest of what a redis-server loads from a directory, where it then writes a new base file if `rewrites`.
  private static func digest(_ settings: [String: String], _ directory: String, rewrites: Bool) throws -> String {
    let arguments = settings.sorted { $0.key < $1.key }.flatMap { ["--" + $0.key, $0.value] }
    let server = try RedisServer(arguments + ["--enable-debug-command", "yes"], directory: directory)
    let digest = try server.command(["DEBUG", "DIGEST"]).text
    if rewrites {
      try server.command(["BGREWRITEAOF"])
      while try server.command(["INFO", "persistence"]).text?.contains("aof_rewrite_in_progress:0") == false {
        ChildProcess.pause()
      }
    }
    server.stop()
    return try #require(digest)
  }
}

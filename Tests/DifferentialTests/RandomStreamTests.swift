import EngineHarness
import TestSupport
import Testing

/// The same random commands on redis-server and on the engine: equal replies, equal files, equal data sets.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct RandomStreamTests {
  @Test(arguments: [1, 2, 3], [2, 3])
  func repliesAndFilesAreEqual(_ seed: Int, _ version: Int) throws {
    let twins = try Twins(["appendonly": "yes", "appendfsync": "no", "rdbcompression": "no"])
    if version == 3 { #expect(try twins.compare(lines: ["HELLO 3"]).isEmpty) }
    var stream = CommandStream(seed: UInt64(seed))
    var found = 0
    for _ in 0..<10 {
      let differences = try twins.compare(stream.commands(2000))
      found += differences.count
      for difference in differences.prefix(5) { Issue.record("\(difference)") }
      if found > 10 { break }
    }
    _ = try twins.compare(lines: ["DISCARD"])
    let digests = try twins.digests()
    #expect(digests.redis == digests.engine)
    try LoggedCommands.expectEqual(twins)
  }
}

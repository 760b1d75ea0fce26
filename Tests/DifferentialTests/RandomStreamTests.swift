import EngineHarness
import TestSupport
import Testing

/// The same random commands on redis-server and on the engine: equal replies, equal encodings and times to live, equal
/// files, and each loads the other's files. ``RunSettings`` says how to run them long.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct RandomStreamTests {
  @Test(arguments: RunSettings.vocabularies, RunSettings.seeds)
  func everythingIsEqual(_ vocabulary: Vocabulary, _ seed: Int) throws {
    let run = try DifferentialRun(vocabulary, seed: seed)
    guard try run.compareCommands(RunSettings.commands) else { return }
    try run.compareFiles()
    try run.exchangeDirectories()
  }
}

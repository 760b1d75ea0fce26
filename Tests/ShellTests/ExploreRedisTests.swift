import Bytes
import CrashLab
import Disk
import Shell
import SystemPackage
import TestSupport
import Testing

/// redis-server recovers from the images of an exploration.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing))) struct ExploreRedisTests {
  /// What Redis 7.0.15 makes of a torn transaction is found without being looked for.
  @Test func hazardsAreFound() throws {
    let results = try Exploring.explore("SET a 1\nMULTI\nSET b 2\nSET c 3\nEXEC") {
      $0.policies = ["always"]
      $0.fileSystems = [.ordered]
      $0.depth = 1
      $0.compares(searchPath: "/usr/bin:/usr/local/bin:/bin", images: 30)
    }
    let redis = try #require(results.first?.redis)
    #expect(redis.images > 20)
    let lost = redis.differences.filter { $0.kind.contains("lost or changed acknowledged writes") }
    let reverted = lost.filter { $0.log.contains("Revert incomplete MULTI/EXEC") }
    #expect(!reverted.isEmpty)
    #expect(
      reverted.allSatisfy { difference in difference.tears.keys.contains { $0.hasSuffix("within a transaction") } })
    for difference in redis.differences {
      let saved = try #require(difference.saved)
      #expect(try PosixDisk().status(saved)?.isDirectory == true)
    }
    #expect(ExploreReport.text(results).contains("redis-server under always, ordered"))
  }
}

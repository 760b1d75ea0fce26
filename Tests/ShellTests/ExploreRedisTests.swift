import Bytes
import CrashLab
import Disk
import Shell
import SystemPackage
import TestSupport
import Testing

/// redis-server recovers from the images of an exploration.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing))) struct ExploreRedisTests {
  private func compare(
    _ script: String, _ policy: String, images: Int, stride: Int = 7, _ directives: [(String, String)] = []
  ) throws -> RedisFindings {
    let results = try Exploring.explore(script, directives) {
      $0.policies = [policy]
      $0.fileSystems = [.ordered]
      $0.depth = 1
      $0.stride = stride
      $0.compares(searchPath: "/usr/bin:/usr/local/bin:/bin", images: images)
    }
    let redis = try #require(results.first?.redis)
    #expect(redis.images == images)
    for difference in redis.differences {
      let saved = try #require(difference.saved)
      #expect(try PosixDisk().status(saved)?.isDirectory == true)
    }
    #expect(ExploreReport.text(results).contains("redis-server under \(policy), ordered: \(images) of"))
    return redis
  }

  /// What Redis 7.0.15 makes of a torn transaction is found without being looked for.
  @Test func tornTransactionsAreFound() throws {
    let redis = try compare("SET a 1\nMULTI\nSET b 2\nSET c 3\nEXEC", "always", images: 24, stride: 2)
    let lost = redis.differences.filter { $0.kind.contains("lost or changed acknowledged writes") }
    let reverted = lost.filter { $0.log.contains("Revert incomplete MULTI/EXEC") }
    #expect(!reverted.isEmpty)
    let tears = Set(reverted.flatMap(\.tears.keys))
    #expect(tears.allSatisfy { $0.hasSuffix("within a transaction") })
  }

  /// So is a torn annotation, which swallows the next command.
  @Test func tornAnnotationsAreFound() throws {
    let redis = try compare("SET a 1", "always", images: 24, stride: 1, [("aof-timestamp-enabled", "yes")])
    let refused = redis.differences.filter { $0.kind.contains("refuses the second start") }
    #expect(!refused.isEmpty)
    #expect(refused.allSatisfy { $0.log.contains("Bad file format") && $0.tears["an annotation"] != nil })
  }

  /// So is the buffer that a rewrite meets, whose commands are then there twice.
  @Test(arguments: ["everysec", "no"]) func pendingBuffersAreFound(_ policy: String) throws {
    let redis = try compare("SET a 1", policy, images: 9)
    let kinds = redis.differences.map(\.kind)
    #expect(
      kinds.contains { $0.contains("acknowledged writes") && $0.hasSuffix("a write that fails beside a rewrite") })
  }

  /// Keys with a time to live are compared with the moments at which they run out.
  @Test func timesToLiveAreCompared() throws {
    let redis = try compare(
      "SET a 1 EX 100\nSELECT 3\nSET \"\\xff b\" 1 PX 1500\nHSET h f v\nEXPIRE h 7", "always", images: 12)
    #expect(!redis.differences.contains { $0.kind.contains("finds other data") })
  }
}

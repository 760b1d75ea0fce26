import TestSupport
import Testing

@testable import Commands

/// The commands of redis-server, all of which this engine has.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct CommandChecklistTests {
  /// Commands that are left out for good, each with the reason; none is.
  static let exceptions: [String: String] = [:]
  @Test func commandListIsThatOfRedis() throws {
    let server = try RedisServer()
    let theirs = Set(try #require(try server.command(["COMMAND", "LIST"]).elements).compactMap(\.text))
    let ours = try #require(try CommandRunner().reply(to: ["COMMAND", "LIST"])?.elements).compactMap(\.text)
    #expect(Set(ours).count == ours.count)
    #expect(Set(ours).subtracting(theirs).sorted() == [])
    #expect(theirs.subtracting(ours).filter { Self.exceptions[$0] == nil }.sorted() == [])
  }

  @Test func noExceptionIsThere() {
    for name in Self.exceptions.keys {
      #expect(CommandTable().lookup(fullName: Array(name.utf8).span) == nil, "\(name)")
    }
  }

  @Test func commandCountIsThatOfTheList() throws {
    let count = try CommandRunner().reply(to: ["COMMAND", "COUNT"])
    #expect(count == .integer(Int64(CommandTable().all.count)))
  }
}

import EngineHarness
import TestSupport
import Testing

/// The file of users and the users in a configuration file, beside a redis-server with the same files.
@Suite(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)))
struct UserFileTests {
  private static let users = [
    "ACL SETUSER alice on >one >two ~a* %R~b* &news:* +@read -get",
    "ACL SETUSER bob off nopass allkeys allchannels +@all",
    "ACL SETUSER carl on #9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 (+set ~c*) (+get ~d* &x)",
    "ACL SETUSER dora resetchannels &a &b +config|get", "ACL DELUSER bob", "ACL SETUSER default on +@all ~*",
    "ACL SETUSER eve on nopass sanitize-payload", "ACL SETUSER fred skip-sanitize-payload",
  ]

  @Test func whatIsSavedIsEqualAndLoads() throws {
    let twins = try Self.twins("")
    let lines =
      Self.users + ["ACL LIST", "ACL SAVE", "ACL DELUSER alice carl", "ACL LOAD", "ACL LIST", "ACL GETUSER carl"]
    for difference in try twins.compare(lines: lines) { Issue.record("\(difference)") }
    let theirs = ScratchDirectory.contents(twins.server.directory + "/users.acl")
    #expect(theirs == twins.engine.file("users.acl"), "\(quoted(theirs))")
    // Each loads the other's.
    let mine = try #require(twins.engine.file("users.acl"))
    try twins.engine.write(theirs, to: "users.acl")
    try ScratchDirectory.write(mine, to: twins.server.directory + "/users.acl")
    for difference in try twins.compare(lines: ["ACL LOAD", "ACL LIST"]) { Issue.record("\(difference)") }
  }

  @Test(arguments: [
    "", "user a on\n", "\n\n  user a on nopass ~* &* +@all\n", "user a on +nosuch\n", "nouser a\n", "user\n",
    "user a on\nuser a off\n", "user default off\n", "user a +@nosuch\nuser b %X~a\n", "user a (+get\n",
    "user a (+get ~x) on\n", "user a >\n", "user a #zz\n", "user a on\r\nuser b off\r\n", "# a comment\n",
    "user a ~* ~b\n",
    "user a resetkeys resetchannels resetpass reset\n", "user a &* &b\n", "user \u{e9} on\n", "user a on",
    "USER a on\n",
  ])
  func filesOfAllKindsAreLoadedOrRefusedAlike(_ text: String) throws {
    let twins = try Self.twins("user default on nopass ~* &* +@all\nuser old on nopass +get\n")
    try twins.engine.write(Array(text.utf8), to: "users.acl")
    try ScratchDirectory.write(Array(text.utf8), to: twins.server.directory + "/users.acl")
    for difference in try twins.compare(lines: ["ACL LOAD", "ACL LIST", "ACL WHOAMI"]) {
      Issue.record("\(quoted(Array(text.utf8)))\n\(difference)")
    }
  }

  @Test func withoutAFileNothingIsLoadedOrSaved() throws {
    let twins = try Twins()
    for difference in try twins.compare(lines: ["ACL LOAD", "ACL SAVE"]) { Issue.record("\(difference)") }
  }

  private static func twins(_ text: String) throws -> Twins {
    let twins = try Twins(["aclfile": "users.acl"], files: ["users.acl": Array(text.utf8)])
    #expect(try twins.compare(lines: ["ACL LIST"]).isEmpty)
    return twins
  }
}

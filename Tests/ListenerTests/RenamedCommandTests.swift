import TestSupport
import Testing

/// What COMMAND and ACL tell when commands are called otherwise (Redis directive `rename-command`).
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct RenamedCommandTests {
  @Test func sameReplies() throws {
    let arguments = ["GET READ", "SET ", "APPEND a-name-that-is-longer-than-that-of-any-command", "OBJECT thing"]
      .flatMap { ["--rename-command"] + $0.split(separator: " ", omittingEmptySubsequences: false).map(String.init) }
    let (redis, own) = (try RedisServer(arguments), try ServingProgram(arguments))
    let connections = (try redis.connect(), try own.connect())
    for line in Self.lines {
      let words = line.split(separator: " ").map(String.init)
      let expected = Self.inOrder(try connections.0.command(words), line)
      #expect(Self.inOrder(try connections.1.command(words), line) == expected, "\(line)")
    }
    let others = (try redis.connect(), try own.connect())
    let names = try others.1.command(["COMMAND"]).elements?.compactMap { $0.elements?.first?.text }
    #expect(names?.contains("set") == false && names?.contains("get") == true)
    #expect(try others.0.command(["COMMAND"]).elements?.count == names?.count)
    let documented = try others.0.command(["COMMAND", "DOCS"]).elements?.count
    #expect(try others.1.command(["COMMAND", "DOCS"]).elements?.count == documented)
  }

  /// Lists of names, and a user's rules, have an order of chance in redis-server.
  private static func inOrder(_ reply: RedisReply, _ line: String) -> [String] {
    let list = reply.elements?.map { $0.text ?? "\($0)" } ?? [reply.text ?? "\(reply)"]
    if ["ACL GETUSER u", "ACL LIST"].contains(line) {
      return list.flatMap { $0.split(separator: " ") }.sorted().map(String.init)
    }
    return line.hasPrefix("COMMAND LIST") || line.hasPrefix("ACL CAT") ? list.sorted() : list
  }

  private static let lines = [
    "COMMAND COUNT", "COMMAND LIST", "COMMAND LIST FILTERBY PATTERN *et*", "COMMAND LIST FILTERBY ACLCAT string",
    "COMMAND INFO get", "COMMAND INFO set", "COMMAND INFO object|freq", "COMMAND INFO nosuch get set",
    "COMMAND GETKEYS read a", "COMMAND GETKEYS get a", "COMMAND GETKEYS set a b", "COMMAND DOCS get set",
    "read a", "READ", "get a", "set a 1", "thing freq", "thing nosuch a",
    "a-name-that-is-longer-than-that-of-any-command k v", "READ k", "ACL CAT string", "ACL SETUSER u on nopass ~* +get",
    "ACL SETUSER u +read", "ACL SETUSER u +set", "ACL SETUSER u +thing|freq", "ACL SETUSER u +object|freq",
    "ACL SETUSER u +get|x", "ACL SETUSER u +read|x", "ACL GETUSER u", "ACL LIST", "ACL DRYRUN u read k",
    "ACL DRYRUN u get k", "ACL DRYRUN u append a b", "AUTH u x", "READ k", "thing freq k",
    "a-name-that-is-longer-than-that-of-any-command k v",
  ]
}

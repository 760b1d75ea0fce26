import Bytes
import TestSupport
import Testing

@testable import Commands

/// What is refused before it runs, and what COMMAND answers, against redis-server.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct LookupErrorTests {
  @Test func refusalsAreRedisOwn() throws {
    let server = try RedisServer()
    let ours = CommandRunner()
    for request in refused {
      let actual = try #require(ours.reply(to: request))
      let expected = try server.connection().rawCommand(request)
      #expect(actual == expected, "\(request.map { String(decoding: $0, as: UTF8.self) })")
    }
  }

  private var refused: [[[UInt8]]] {
    var requests = [
      ["foo"], ["foo", "a", "b"], ["FOO", "", "", ""], [""], ["", ""], ["get"], ["GET", "a", "b"], ["config"],
      ["config", "foo"], ["Config", "FOO", "x"], ["config", "get"], ["CONFIG", "SET", "a"], ["config", ""],
      ["config|get", "x"], ["get|x"], ["object"], ["object", "help", "x"], ["object", "encoding"], ["command", "foo"],
      ["client", "foo", "bar"], ["debug"], ["foo", "it's", "\"q\""], ["foo", "a\r\nb", "\n"], ["fo\r\no"], ["\r\nfoo"],
      ["fo\0o", "a\0b", "\0", "c"], ["config", "a\0b"], ["config", "a\r\nb"], ["object", "ENCODINg", "a", "b"],
      ["command", "count", "x"], ["swapdb", "1"], ["set", "a"], ["ping "], [" ping"],
    ].map { $0.map { Array($0.utf8) } }
    for length in [1, 31, 122, 123, 124, 125, 126, 127, 128, 129, 200, 5000] {
      let long = [UInt8](repeating: UInt8(ascii: "x"), count: length)
      requests.append([long])
      requests.append([Array("foo".utf8), long, Array("bbb".utf8), Array("c".utf8)])
      requests.append([Array("config".utf8), long])
      requests.append([Array("foo".utf8)] + Array(repeating: long, count: 40))
    }
    requests.append([[0xFF, 0xFE], [0x80, 0x81], [0xC3]])
    requests.append([Array("foo".utf8), (0...255).map { UInt8($0) }])
    requests.append([Array("foo".utf8), (1...255).map { UInt8($0) }, [1]])
    return requests
  }

  @Test func commandAnswersAsRedis() throws {
    let server = try RedisServer()
    let ours = CommandRunner()
    for line in answered {
      let request = line.split(separator: " ").map { Array($0.utf8) }
      let actual = try #require(ours.reply(to: request))
      #expect(actual == (try server.connection().rawCommand(request)), "\(line)")
    }
  }

  private let answered = [
    "command getkeys", "command getkeys get", "command getkeys get a", "command getkeys get a b",
    "command getkeys foo a", "command getkeys ping x", "command getkeys ping x y z", "command getkeys mset a 1 b 2",
    "command getkeys mset a 1 b", "command getkeys config get x", "command getkeys object encoding k",
    "command getkeys object k k", "command getkeys object encoding", "command getkeys object help",
    "command getkeys copy a b DB 1", "command getkeys rename a b", "command getkeys del a b c",
    "command getkeys watch a b", "command getkeys lcs a b IDX", "command getkeys msetnx a 1 b 2 c 3",
    "command getkeys restore a 0 x", "command getkeys set a b", "COMMAND GETKEYS SET a b GET",
    "command getkeysandflags set a b", "command getkeysandflags set a b GET",
    "command getkeysandflags set a get", "command getkeysandflags set a b ex 10 gEt",
    "command getkeysandflags set a b getx", "command getkeysandflags copy a b", "command getkeysandflags mset a b c d",
    "command getkeysandflags ping d", "command getkeysandflags getex a", "command getkeysandflags del a b",
    "command getkeysandflags foo", "command getkeysandflags foo d", "command list filterby", "command list x",
    "command list filterby x y", "command list filterby module y", "command list filterby aclcat y",
    "command list filterby aclcat @string", "command list filterby pattern", "command list x pattern y",
    "command list filterby aclcat string x", "command list filterby pattern getr*",
    "command list FILTERBY Pattern GETR*",
    "command list filterby pattern object|e*", "command info foo", "command info config|x foo|x get|x",
    "command info |",
    "command info config|", "command info config|get|x", "command info GETEX CONFIG|GET foo", "command docs foo",
    "command docs foo get CONFIG|set", "command docs get GET", "command docs config|get|x", "command count 1",
    "command info get|", "command docs debug getset",
  ]

  @Test(arguments: ["string", "transaction", "KEYSPACE", "dangerous", "fast", "write", "admin", "bitmap"])
  func categoriesHoldTheSameCommands(_ category: String) throws {
    let request = ["COMMAND", "LIST", "FILTERBY", "ACLCAT", category]
    let known = Set(try #require(try CommandRunner().reply(to: ["COMMAND", "LIST"])?.elements).map(\.text))
    let theirs = Set(try #require(try RedisServer().command(request).elements).map(\.text))
    let ours = Set(try #require(try CommandRunner().reply(to: request)?.elements).map(\.text))
    #expect(ours == theirs.intersection(known))
  }
}

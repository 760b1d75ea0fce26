import RESP
import TestSupport
import Testing

@testable import Commands

/// Every fact in the tables, against redis-server.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct TableFidelityTests {
  private let ours = CommandRunner()
  private let names = CommandTable().all.map(\.name)

  @Test(arguments: [ProtocolVersion.resp2, .resp3])
  func commandInfo(_ version: ProtocolVersion) throws {
    let server = try RedisServer()
    try server.command(["HELLO", "\(version.rawValue)"])
    for name in names {
      let expected = try #require(try server.command(["COMMAND", "INFO", name]).elements?.first)
      let actual = try #require(try ours.reply(to: ["COMMAND", "INFO", name], version: version)?.elements?.first)
      #expect(actual == withKnownSubcommands(expected), "COMMAND INFO \(name)")
    }
  }

  @Test(arguments: [ProtocolVersion.resp2, .resp3])
  func commandDocs(_ version: ProtocolVersion) throws {
    let server = try RedisServer()
    try server.command(["HELLO", "\(version.rawValue)"])
    for command in CommandTable().all {
      // Containers are compared without their subcommands, which follow one by one.
      for name in [command.fullName] + command.subcommands.map(\.fullName) {
        let request = ["COMMAND", "DOCS", name]
        let expected = withoutSubcommands(try server.command(request))
        let actual = withoutSubcommands(try #require(try ours.reply(to: request, version: version)))
        #expect(actual == expected, "COMMAND DOCS \(name)")
      }
    }
  }

  @Test func docsOfContainersHoldThoseOfSubcommands() throws {
    for container in CommandTable().all where !container.subcommands.isEmpty {
      let docs = try #require(try ours.reply(to: ["COMMAND", "DOCS", container.name], version: .resp3))
      let pairs = try #require(docs[container.name]?["subcommands"]?.pairs)
      #expect(pairs.map(\.key.text) == container.subcommands.map(\.fullName))
      for pair in pairs {
        let name = try #require(pair.key.text)
        #expect(try ours.reply(to: ["COMMAND", "DOCS", name], version: .resp3)?[name] == pair.value)
      }
    }
  }

  /// What redis-server tells of a container, without the subcommands that are not in the tables, and in their order:
  /// its own order changes with every start.
  private func withKnownSubcommands(_ info: RedisReply) -> RedisReply {
    guard case .array(var fields) = info, let name = fields[0].text,
      let known = CommandTable().all.first(where: { $0.name == name })?.subcommands, !known.isEmpty
    else { return info }
    let theirs = fields[9].elements ?? []
    fields[9] = .array(known.compactMap { command in theirs.first { $0.elements?[0].text == command.fullName } })
    return .array(fields)
  }

  private func withoutSubcommands(_ docs: RedisReply) -> RedisReply {
    let isName = { (reply: RedisReply) in reply.text == "subcommands" }
    switch docs {
    case .map(let pairs) where pairs.count == 1:
      return .map([.init(pairs[0].key, .map(pairs[0].value.pairs?.filter { !isName($0.key) } ?? []))])
    case .array(let elements) where elements.count == 2:
      let fields = elements[1].elements ?? []
      let end = stride(from: 0, to: fields.count, by: 2).first { isName(fields[$0]) } ?? fields.count
      return .array([elements[0], .array(Array(fields[..<end]))])
    default:
      return docs
    }
  }

  @Test func helpOfContainersIsRedisOwn() throws {
    let server = try RedisServer()
    for container in CommandTable().all where !container.subcommands.isEmpty {
      let expected = try server.command([container.name, "HELP"])
      #expect(try ours.reply(to: [container.name, "HELP"]) == expected, "\(container.name)")
    }
  }
}

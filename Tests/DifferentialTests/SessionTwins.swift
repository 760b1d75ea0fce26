import Bytes
import Commands
import Engine
import EngineHarness
import Glibc
import TestSupport

/// Several sessions of a redis-server and of an engine, which get the same commands.
///
/// A line begins with the name of its session. After each, all that every session has got is compared.
final class SessionTwins {
  let server: RedisServer
  let engine: EngineHarness
  private var connections: [String: RedisConnection] = [:]
  private var sessions: [String: Session] = [:]

  /// Both on empty directories with the same directives.
  init(_ settings: [String: String] = [:]) throws {
    let arguments = settings.sorted { $0.key < $1.key }.flatMap { ["--" + $0.key, $0.value] }
    server = try RedisServer(arguments + ["--enable-debug-command", "yes"])
    engine = try EngineHarness.started(.posix, settings)
    try server.command(["DEBUG", "SET-ACTIVE-EXPIRE", "0"])
  }

  /// Runs `lines` on both; what differs, line by line.
  func compare(_ lines: [String]) throws -> [String] { try lines.flatMap(compare) }

  private func compare(_ line: String) throws -> [String] {
    let words = Twins.words(line)
    let name = String(decoding: words[0], as: UTF8.self)
    let command = Array(words.dropFirst())
    if connections[name] == nil {
      connections[name] = try server.connect()
      sessions[name] = engine.engine.makeSession()
    }
    guard let connection = connections[name], let session = sessions[name] else { return [] }
    try connection.send(RedisConnection.request(command))
    // The server reads connections in no particular order: wait until it has begun to answer.
    let first = try awaitAnswer(connection)
    var mine = [name: engine.reply(command, session: session)]
    var differences: [String] = []
    let isHello = words[1] == Array("HELLO".utf8)
    for (other, connection) in connections.sorted(by: { $0.key < $1.key }) {
      let theirs = Self.withoutOurPings((other == name ? first : []) + (try received(connection)))
      mine[other, default: []] += sessions[other]?.takeMessages() ?? []
      let ours = mine[other] ?? []
      // HELLO tells the number of the session, which differs.
      if theirs != ours, !isHello {
        differences.append("\(line)\n  redis to \(other):  \(quoted(theirs))\n  engine to \(other): \(quoted(ours))")
      }
    }
    return differences
  }

  /// What has arrived first; nothing when the server ends the connection or does not answer within a second.
  private func awaitAnswer(_ connection: RedisConnection) throws -> [UInt8] {
    let end = ContinuousClock.now + .seconds(1)
    while ContinuousClock.now < end {
      let first = try connection.readAvailable()
      if !first.isEmpty || connection.isClosed { return first }
      usleep(200)
    }
    return []
  }

  /// What a monitor has got, without the commands that only ask whether the server has answered.
  private static func withoutOurPings(_ bytes: [UInt8]) -> [UInt8] {
    let end = Array("] \"PING\"\r\n".utf8)
    guard bytes.count > end.count,
      bytes.indices.dropLast(end.count - 1).contains(where: { bytes[$0...].starts(with: end) })
    else { return bytes }
    var kept: [UInt8] = []
    var line: [UInt8] = []
    for byte in bytes {
      line.append(byte)
      guard byte == 0x0A else { continue }
      if !line.suffix(end.count).elementsEqual(end) { kept += line }
      line = []
    }
    return kept + line
  }

  /// What a connection has got by now: the server has answered one that asked later.
  private func received(_ connection: RedisConnection) throws -> [UInt8] {
    try server.command(["PING"])
    return try connection.readAvailable()
  }
}

import Bench
import Bytes
import Commands
import Engine
import Keyspace
import RESP

/// What a data set is known by, in a way that redis-server has too: what DEBUG DIGEST replies, and when keys run out.
struct RedisDigest: Equatable {
  private let digest: [UInt8]
  /// Database, key and Unix time in milliseconds of all that run out, sorted.
  private let expiries: [[UInt8]]

  /// Of what `engine` holds. O(bytes).
  init(_ engine: Engine) {
    digest = Array(engine.digestText.utf8)
    var expiries: [[UInt8]] = []
    for (index, database) in engine.context.keyspace.databases.enumerated() where database.expiringCount > 0 {
      database.forEach { entry in
        guard let expiry = entry.expiry else { return }
        expiries.append(Array("\(index) ".utf8) + [UInt8](copying: entry.key) + Array(" \(expiry)".utf8))
      }
    }
    self.expiries = expiries.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Of what a server holds.
  init(_ server: RedisServer) throws(BenchError) {
    guard case .simple(let text) = try server.connection.call(["DEBUG", "DIGEST"]) else {
      throw .redis("redis-server has no DEBUG DIGEST")
    }
    digest = text
    guard case .array(let setting) = try server.connection.call(["CONFIG", "GET", "databases"]),
      case .bulk(let databases)? = setting.last,
      case .array(let keys) = try server.connection.call(
        ["EVAL", Self.script, "0", String(decoding: databases, as: UTF8.self)])
    else {
      throw .redis("redis-server does not say when its keys run out")
    }
    expiries = keys.compactMap { if case .bulk(let text) = $0 { text } else { nil } }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Lists the keys that run out.
  private static let script = """
    local found = {}
    for database = 0, ARGV[1] - 1 do
      redis.call('SELECT', database)
      for _, key in ipairs(redis.call('KEYS', '*')) do
        local time = redis.call('PEXPIRETIME', key)
        if time >= 0 then
          found[#found + 1] = string.format('%d ', database) .. key .. string.format(' %.0f', time)
        end
      end
    end
    return found
    """
}

import Bytes
import Commands
import Keyspace

extension Engine {
  /// Keys looked at in one round, as in Redis (`ACTIVE_EXPIRE_CYCLE_KEYS_PER_LOOP`).
  private static let keysPerRound = 20
  /// Rounds per database and cron call at most.
  private static let roundsPerCycle = 64

  /// Removes keys whose time is over: samples the keys that expire, database by database, and goes on with a database
  /// while more than a tenth of a sample was over. Each DEL is a unit of its own (spec 1.6).
  func expireActively() {
    guard debugSettings.expiresActively, !isReadOnly, writeRefusal == nil else { return }
    for index in context.keyspace.databases.indices {
      var rounds = 0
      while expireRound(in: index), rounds < Self.roundsPerCycle { rounds += 1 }
    }
  }

  /// One sample of one database. Returns whether another round is worth while.
  private func expireRound(in index: Int) -> Bool {
    let database = context.keyspace.databases[index]
    guard database.expiringCount > 0 else { return false }
    let now = context.milliseconds
    var sampled = 0
    var expired: [[UInt8]] = []
    var steps = 0
    repeat {
      expiryCursors[index] = database.scanExpiring(expiryCursors[index]) { entry in
        sampled += 1
        if let expiry = entry.expiry, expiry < now { expired.append([UInt8](copying: entry.key)) }
      }
      steps += 1
    } while sampled < Self.keysPerRound && expiryCursors[index] != 0 && steps < Self.keysPerRound * 20
    for key in expired {
      context.deleteExpired(key.span, in: index)
      finishUnit()
    }
    return expired.count * 10 > sampled
  }
}

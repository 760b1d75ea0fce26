import Bytes
import Commands
import Disk
import Keyspace

/// Removing keys while the data set is larger than `maxmemory` (Redis directives `maxmemory-policy`,
/// `maxmemory-samples`, `maxmemory-eviction-tenacity`).
extension Engine {
  /// What counts against `maxmemory`: everything but the buffers that grow with the changes, as in Redis.
  var countedMemory: Int { surroundings.ownMemory + context.keyspace.usedMemory }

  /// How removing keys has ended.
  enum Eviction {
    /// There is memory enough.
    case enough
    /// There is still too little, and more can be removed.
    case unfinished
    /// There is too little, and nothing that may be removed.
    case impossible
  }

  /// Removes keys by the policy until there is memory enough, the time is over that one command may take for that, or
  /// nothing is left to remove. Each removal is logged by itself.
  @discardableResult
  func evict() -> Eviction {
    let limit = context.settings.maximumMemory
    guard limit > 0, countedMemory > limit else { return .enough }
    let policy = configuration.text("maxmemory-policy")
    guard policy != "noeviction", !isReadOnly, context.clients.pausedUntil == 0 else { return .impossible }
    let started = clock.monotonic()
    let timeLimit = evictionTimeLimit
    var count = 0
    while countedMemory > limit {
      guard let victim = victim(policy) else { return .impossible }
      evict(victim.key, in: victim.database)
      count += 1
      if count % 16 == 0, let timeLimit, clock.monotonic() - started > timeLimit { return .unfinished }
    }
    return .enough
  }

  /// Microseconds that one command may take for evictions; nil for no limit.
  private var evictionTimeLimit: Int64? {
    let tenacity = configuration.integer("maxmemory-eviction-tenacity")
    if tenacity >= 100 { return nil }
    if tenacity <= 10 { return Int64(50 * tenacity) }
    var limit = 500.0
    for _ in 10..<tenacity { limit *= 1.15 }
    return Int64(limit)
  }

  private func evict(_ key: [UInt8], in index: Int) {
    context.effects.leaveUnwrapped()
    context.effects.begin(in: index, count: 2)
    let lazily = configuration.flag("lazyfree-lazy-eviction")
    context.effects.add(lazily ? "UNLINK" : "DEL")
    context.effects.add(key.span)
    context.keyspace.databases[index].remove(key.span, lazily: lazily)
    context.statistics.evictedKeys += 1
    context.touchWatchers(key.span, in: index, byItself: true)
    context.notify(.evicted, "evicted", key.span, in: index)
    if !isInsideUnit { finishUnit() }
  }

  // MARK: Victims

  private func victim(_ policy: String) -> (key: [UInt8], database: Int)? {
    let onlyExpiring = policy.hasPrefix("volatile")
    if policy.hasSuffix("random") { return randomVictim(onlyExpiring) }
    // Between two rounds keys may have gone or lost their expiry.
    for _ in 0..<1000 {
      guard fillPool(policy, onlyExpiring) else { return nil }
      while let best = evictionPool.takeBest() {
        guard let entry = context.keyspace.databases[best.database].find(best.key.span),
          !onlyExpiring || entry.hasExpiry
        else { continue }
        return (best.key, best.database)
      }
    }
    return nil
  }

  private func randomVictim(_ onlyExpiring: Bool) -> (key: [UInt8], database: Int)? {
    let databases = context.keyspace.databases
    for _ in databases.indices {
      nextEvictedDatabase = (nextEvictedDatabase + 1) % databases.count
      let database = databases[nextEvictedDatabase]
      let entry = onlyExpiring ? database.randomExpiring(&context.random) : database.random(&context.random)
      if let entry { return ([UInt8](copying: entry.key), nextEvictedDatabase) }
    }
    return nil
  }

  /// Samples every database. Returns whether there was anything to sample.
  private func fillPool(_ policy: String, _ onlyExpiring: Bool) -> Bool {
    var found = false
    for (index, database) in context.keyspace.databases.enumerated() {
      let count = onlyExpiring ? database.expiringCount : database.count
      guard count > 0 else { continue }
      found = true
      for _ in 0..<min(configuration.integer("maxmemory-samples"), count) {
        let entry = onlyExpiring ? database.randomExpiring(&context.random) : database.random(&context.random)
        guard let entry else { break }
        evictionPool.offer(
          EvictionPool.Candidate(worth: worth(of: entry, policy), database: index, key: [UInt8](copying: entry.key)))
      }
    }
    return found
  }

  /// The longer unused, the less often used or the sooner over, the more it is worth to remove a key.
  private func worth(of entry: Entry, _ policy: String) -> UInt64 {
    if policy.hasSuffix("ttl") { return UInt64.max - UInt64(max(0, entry.expiry ?? 0)) }
    if policy.hasSuffix("lfu") { return UInt64(255 - min(255, context.decayedFrequency(entry))) }
    let now = context.accessClock
    // The clock wraps after 194 days.
    return UInt64(now >= entry.access ? now - entry.access : now + (0xFF_FFFF - entry.access))
  }
}

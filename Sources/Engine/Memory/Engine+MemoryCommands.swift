import AOF
import Bytes
import Commands
import Keyspace
import RESP

/// MEMORY STATS and MEMORY DOCTOR.
extension Engine {
  /// MEMORY STATS, with the figures that there are here.
  func memoryStats() {
    let figures = memoryFigures
    let used = figures.used
    let peak = max(used, statistics.peakMemory)
    let overhead = overheadMemory
    let dataset = max(0, used - overhead)
    let keys = context.keyspace.count
    let inUse = context.keyspace.databases.enumerated().filter { $0.element.count > 0 }
    context.reply.map(27 + inUse.count)
    pair("peak.allocated", peak)
    pair("total.allocated", used)
    pair("startup.allocated", surroundings.ownMemory)
    pair("replication.backlog", 0)
    pair("clients.slaves", 0)
    pair("clients.normal", context.clients.memory)
    pair("cluster.links", 0)
    pair("aof.buffer", appendOnlyFile.bufferLength)
    pair("lua.caches", 0)
    pair("functions.caches", functions.sources.reduce(0) { $0 + $1.count })
    for (index, database) in inUse {
      context.reply.bulk(text: "db.\(index)")
      context.reply.map(3)
      pair("overhead.hashtable.main", database.tableMemory)
      pair("overhead.hashtable.expires", 0)
      pair("overhead.hashtable.slot-to-keys", 0)
    }
    pair("overhead.total", overhead)
    pair("keys.count", keys)
    pair("keys.bytes-per-key", keys == 0 ? 0 : (used - surroundings.ownMemory) / keys)
    pair("dataset.bytes", dataset)
    let net = used - surroundings.ownMemory
    pair("dataset.percentage", net > 0 ? Double(dataset) * 100 / Double(net) : 0)
    pair("peak.percentage", Double(used) * 100 / Double(max(1, peak)))
    pair("allocator.allocated", used)
    pair("allocator.active", figures.resident)
    pair("allocator.resident", figures.resident)
    pair("allocator-fragmentation.ratio", figures.ratio)
    pair("allocator-fragmentation.bytes", figures.surplus)
    pair("allocator-rss.ratio", 1.0)
    pair("allocator-rss.bytes", 0)
    pair("rss-overhead.ratio", 1.0)
    pair("rss-overhead.bytes", 0)
    pair("fragmentation", figures.ratio)
    pair("fragmentation.bytes", figures.surplus)
  }

  private func pair(_ name: StaticString, _ value: Int) {
    context.reply.bulk(name)
    context.reply.integer(value)
  }

  private func pair(_ name: StaticString, _ value: Double) {
    context.reply.bulk(name)
    context.reply.double(value)
  }

  /// MEMORY DOCTOR.
  func memoryDoctor() {
    let small: StaticString = """
      Hi Sam, this instance is empty or is using very little memory, my issues detector can't be used in these \
      conditions. Please, leave for your mission on Earth and fill it with some data. The new Sam and I will be back \
      to our programming as soon as I finished rebooting.

      """
    let fine: StaticString = """
      Hi Sam, I can't find any memory issue in your instance. I can only account for what occurs on this base.

      """
    let text = usedMemory < 5 << 20 ? small : fine
    let bytes = Array("\(text)".utf8)
    context.reply.verbatim(format: "txt", bytes.span)
  }
}

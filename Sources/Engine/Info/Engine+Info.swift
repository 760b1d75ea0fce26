import AOF
import Bytes
import Commands
import Disk
import Keyspace
import RESP

extension Engine {
  /// Bytes in use, as INFO and RDB files report them: the process, the data set and the buffers that grow with it.
  var usedMemory: Int {
    surroundings.ownMemory + context.keyspace.usedMemory + context.keyspace.deferred.memory
      + appendOnlyFile.bufferLength + context.reply.bytes.count
  }

  /// The sections of INFO without arguments, in Redis' order.
  private static let defaultSections = [
    "server", "clients", "memory", "persistence", "stats", "replication", "cpu", "modules", "errorstats", "cluster",
    "keyspace",
  ]
  private static let allSections = [
    "server", "clients", "memory", "persistence", "stats", "replication", "cpu", "modules", "commandstats",
    "errorstats", "latencystats", "cluster", "keyspace",
  ]

  /// INFO [section [section …]].
  func info(_ arguments: Arguments) {
    var wanted: Set<String> = arguments.count == 1 ? Set(Self.defaultSections) : []
    for index in 1..<max(1, arguments.count) {
      let name = String(decoding: [UInt8](copying: arguments[index]).map(\.asciiLowercased), as: UTF8.self)
      switch name {
      case "default": wanted.formUnion(Self.defaultSections)
      case "all", "everything": wanted.formUnion(Self.allSections)
      default: wanted.insert(name)
      }
    }
    var writer = InfoWriter()
    for section in Self.allSections where wanted.contains(section) { write(section, to: &writer) }
    context.reply.verbatim(format: "txt", writer.bytes.span)
  }

  private func write(_ section: String, to writer: inout InfoWriter) {
    switch section {
    case "server": writeServer(to: &writer)
    case "clients": writeClients(to: &writer)
    case "memory": writeMemory(to: &writer)
    case "persistence": writePersistence(to: &writer)
    case "stats": writeStats(to: &writer)
    case "replication": writeReplication(to: &writer)
    case "cpu": writeProcessorTime(to: &writer)
    case "modules": writer.section("Modules")
    case "commandstats": writeCommands(to: &writer)
    case "errorstats": writeErrors(to: &writer)
    case "latencystats": writeLatencies(to: &writer)
    case "cluster": writeCluster(to: &writer)
    default: writeKeyspace(to: &writer)
    }
  }

  private func writeServer(to writer: inout InfoWriter) {
    let uptime = (clock.now() - statistics.startedAt) / 1_000_000
    writer.section("Server")
    writer.field("redis_version", "7.0.15")
    writer.field("redis_git_sha1", "00000000")
    writer.field("redis_git_dirty", 0)
    writer.field("redis_build_id", "aofsh")
    writer.field("redis_mode", "standalone")
    writer.field("os", "Linux")
    writer.field("arch_bits", 64)
    writer.field("monotonic_clock", "POSIX clock_gettime")
    writer.field("process_id", surroundings.processIdentifier)
    writer.field("process_supervised", surroundings.supervisor)
    writer.field("run_id", runIdentifier)
    writer.field("tcp_port", network.port)
    writer.field("server_time_usec", clock.now())
    writer.field("uptime_in_seconds", uptime)
    writer.field("uptime_in_days", uptime / 86400)
    writer.field("hz", configuration.integer("hz"))
    writer.field("configured_hz", configuration.integer("hz"))
    writer.field("lru_clock", Int(context.microseconds / 1_000_000 & 0xFF_FFFF))
    writer.field("executable", "aofsh")
    writer.field("config_file", configuration.file ?? "")
  }

  private func writeClients(to writer: inout InfoWriter) {
    writer.section("Clients")
    writer.field("connected_clients", context.clients.count)
    writer.field("cluster_connections", 0)
    writer.field("maxclients", configuration.integer("maxclients"))
    writer.field("client_recent_max_input_buffer", network.recentInput)
    writer.field("client_recent_max_output_buffer", network.recentOutput)
    writer.field("blocked_clients", context.blocking.count + network.paused)
    writer.field("tracking_clients", context.tracking.sessionCount)
    writer.field("clients_in_timeout_table", context.blocking.deadlineCount)
  }

  private func writeStats(to writer: inout InfoWriter) {
    writer.section("Stats")
    // A host without connections is one client.
    writer.field("total_connections_received", max(1, network.connections))
    writer.field("total_commands_processed", statistics.processedCommands)
    writer.field("instantaneous_ops_per_sec", 0)
    writer.field("total_net_input_bytes", network.inputBytes)
    writer.field("total_net_output_bytes", network.outputBytes)
    writer.field("instantaneous_input_kbps", "0.00")
    writer.field("instantaneous_output_kbps", "0.00")
    writer.field("rejected_connections", network.refusedConnections)
    writer.field("expired_keys", context.statistics.expiredKeys)
    writer.field("evicted_keys", context.statistics.evictedKeys)
    writer.field("evicted_clients", network.evictedConnections)
    writer.field("keyspace_hits", context.statistics.keyspaceHits)
    writer.field("keyspace_misses", context.statistics.keyspaceMisses)
    writer.field("pubsub_channels", context.channels.channelCount)
    writer.field("pubsub_patterns", context.channels.patternCount)
    writer.field("pubsubshard_channels", context.channels.shardChannelCount)
    writer.field("latest_fork_usec", background.lastForkMicroseconds)
    writer.field("total_forks", background.forks)
    writer.field("tracking_total_keys", context.tracking.keyCount)
    writer.field("tracking_total_items", context.tracking.itemCount)
    writer.field("tracking_total_prefixes", context.tracking.prefixCount)
    writer.field("total_error_replies", context.statistics.errorReplies)
    writer.field("total_reads_processed", network.reads)
    writer.field("total_writes_processed", network.writes)
  }

  private func writeReplication(to writer: inout InfoWriter) {
    writer.section("Replication")
    writer.field("role", "master")
    writer.field("connected_slaves", 0)
    writer.field("master_failover_state", "no-failover")
    writer.field("master_replid", runIdentifier)
    writer.field("master_replid2", String(repeating: "0", count: 40))
    writer.field("master_repl_offset", 0)
    writer.field("second_repl_offset", -1)
    writer.field("repl_backlog_active", 0)
    writer.field("repl_backlog_size", configuration.integer("repl-backlog-size"))
    writer.field("repl_backlog_first_byte_offset", 0)
    writer.field("repl_backlog_histlen", 0)
  }

  private func writeErrors(to writer: inout InfoWriter) {
    writer.section("Errorstats")
    for (name, count) in context.statistics.errors.sorted(by: { $0.key < $1.key }) {
      writer.field("errorstat_" + name, "count=\(count)")
    }
  }

  private func writeCluster(to writer: inout InfoWriter) {
    writer.section("Cluster")
    writer.field("cluster_enabled", 0)
  }

  private func writeKeyspace(to writer: inout InfoWriter) {
    writer.section("Keyspace")
    for (index, database) in context.keyspace.databases.enumerated() where database.count > 0 {
      let average = averageTimeToLive(of: database)
      writer.field("db\(index)", "keys=\(database.count),expires=\(database.expiringCount),avg_ttl=\(average)")
    }
  }

  /// The mean time to live, in milliseconds, of a sample of the keys that have one.
  private func averageTimeToLive(of database: Database) -> Int64 {
    var (sum, count): (Int64, Int64) = (0, 0)
    var cursor: UInt64 = 0
    repeat {
      cursor = database.scanExpiring(cursor) { entry in
        guard let expiry = entry.expiry, expiry >= context.milliseconds else { return }
        sum += expiry - context.milliseconds
        count += 1
      }
    } while cursor != 0 && count < 20
    return count == 0 ? 0 : sum / count
  }
}

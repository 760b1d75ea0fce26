extension Directive {
  /// Directives that Redis 7.0.15 knows and that change nothing in an engine without a network: accepted, reported by
  /// CONFIG GET, kept by CONFIG REWRITE.
  static let others: [Directive] = [
    choice("acl-pubsub-default", "resetchannels", ["allchannels", "resetchannels"]),
    text("aclfile").immutable(),
    integer("acllog-max-len", 128, 0...Int64.max),
    integer("active-defrag-cycle-max", 25, 1...99),
    integer("active-defrag-cycle-min", 1, 1...99),
    memory("active-defrag-ignore-bytes", 100 << 20, 1...Int64.max),
    integer("active-defrag-max-scan-fields", 1000, 1...Int64.max),
    integer("active-defrag-threshold-lower", 10, 0...1000),
    integer("active-defrag-threshold-upper", 100, 0...1000),
    flag("activedefrag", false),
    flag("always-show-logo", false).immutable(),
    words("bind-source-addr"),
    words("bio_cpulist").immutable(),
    flag("crash-log-enabled", true),
    flag("crash-memcheck-enabled", true),
    flag("disable-thp", true).immutable(),
    words("ignore-warnings"),
    integer("io-threads", 1, 1...128).immutable(),
    flag("io-threads-do-reads", false).immutable(),
    flag("jemalloc-bg-thread", true),
    text("masterauth"),
    text("masteruser"),
    integer("min-replicas-max-lag", 10, 0...Int64(Int32.max)),
    integer("min-replicas-to-write", 0, 0...Int64(Int32.max)),
    choice("oom-score-adj", "no", ["no", "yes", "relative", "absolute"]),
    words("oom-score-adj-values", "0 200 800"),
    text("proc-title-template", "{title} {listen-addr} {server-mode}"),
    memory("repl-backlog-size", 1 << 20, 1...Int64.max),
    integer("repl-backlog-ttl", 3600, 0...Int64.max),
    flag("repl-disable-tcp-nodelay", false),
    choice("repl-diskless-load", "disabled", ["disabled", "on-empty-db", "swapdb"]),
    flag("repl-diskless-sync", true),
    integer("repl-diskless-sync-delay", 5, 0...Int64(Int32.max)),
    integer("repl-diskless-sync-max-replicas", 0, 0...Int64(Int32.max)),
    integer("repl-ping-replica-period", 10, 1...Int64(Int32.max)),
    integer("repl-timeout", 60, 1...Int64(Int32.max)),
    text("replica-announce-ip"),
    integer("replica-announce-port", 0, 0...65535),
    flag("replica-announced", true),
    flag("replica-ignore-disk-write-errors", false),
    flag("replica-ignore-maxmemory", true),
    flag("replica-lazy-flush", false),
    integer("replica-priority", 100, 0...Int64(Int32.max)),
    flag("replica-read-only", true),
    flag("replica-serve-stale-data", true),
    words("replicaof").immutable(),
    words("server_cpulist").immutable(),
    flag("set-proc-title", true).immutable(),
    integer("socket-mark-id", 0, 0...Int64(UInt32.max)).immutable(),
    flag("syslog-enabled", false).immutable(),
    choice("syslog-facility", "local0", ["user"] + (0...7).map { "local\($0)" }).immutable(),
    text("syslog-ident", "redis").immutable(),
    integer("tracking-table-max-keys", 1_000_000, 0...Int64.max),
    flag("use-exit-on-panic", false).hidden(),
    integer("watchdog-period", 0, 0...Int64(Int32.max)).hidden(),
  ]

  /// Names from before a directive was renamed.
  static let aliases: [(name: String, current: String)] = [
    ("cluster-slave-no-failover", "cluster-replica-no-failover"),
    ("cluster-slave-validity-factor", "cluster-replica-validity-factor"),
    ("hash-max-ziplist-entries", "hash-max-listpack-entries"), ("hash-max-ziplist-value", "hash-max-listpack-value"),
    ("list-max-ziplist-size", "list-max-listpack-size"), ("lua-time-limit", "busy-reply-threshold"),
    ("min-slaves-max-lag", "min-replicas-max-lag"), ("min-slaves-to-write", "min-replicas-to-write"),
    ("repl-ping-slave-period", "repl-ping-replica-period"), ("slave-announce-ip", "replica-announce-ip"),
    ("slave-announce-port", "replica-announce-port"), ("slave-ignore-maxmemory", "replica-ignore-maxmemory"),
    ("slave-lazy-flush", "replica-lazy-flush"), ("slave-priority", "replica-priority"),
    ("slave-read-only", "replica-read-only"), ("slave-serve-stale-data", "replica-serve-stale-data"),
    ("slaveof", "replicaof"), ("zset-max-ziplist-entries", "zset-max-listpack-entries"),
    ("zset-max-ziplist-value", "zset-max-listpack-value"),
  ]

  /// Every directive by its name, aliases included.
  static let byName: [String: Directive] = {
    var table: [String: Directive] = [:]
    for directive in persistence + server + others + cluster + transportSecurity { table[directive.name] = directive }
    for (name, current) in aliases { table[name] = table[current].map { alias(name, of: $0) } }
    return table
  }()
}

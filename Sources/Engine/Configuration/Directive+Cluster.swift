extension Directive {
  /// Directives of Redis Cluster, which an embedded engine is not part of: accepted and reported.
  static let cluster: [Directive] = [
    flag("cluster-allow-pubsubshard-when-down", true),
    flag("cluster-allow-reads-when-down", false),
    flag("cluster-allow-replica-migration", true),
    integer("cluster-announce-bus-port", 0, 0...65535),
    text("cluster-announce-hostname"),
    text("cluster-announce-ip"),
    integer("cluster-announce-port", 0, 0...65535),
    integer("cluster-announce-tls-port", 0, 0...65535),
    text("cluster-config-file", "nodes.conf").immutable(),
    flag("cluster-enabled", false).immutable(),
    memory("cluster-link-sendbuf-limit", 0),
    integer("cluster-migration-barrier", 1, 0...Int64(Int32.max)),
    integer("cluster-node-timeout", 15000, 0...Int64.max),
    integer("cluster-port", 0, 0...65535).immutable(),
    choice("cluster-preferred-endpoint-type", "ip", ["ip", "hostname", "unknown-endpoint"]),
    flag("cluster-replica-no-failover", false),
    integer("cluster-replica-validity-factor", 10, 0...Int64(Int32.max)),
    flag("cluster-require-full-coverage", true),
  ]

  /// Directives of TLS, which an embedded engine does not speak: accepted and reported.
  static let transportSecurity: [Directive] =
    [
      flag("tls-cluster", false), flag("tls-prefer-server-ciphers", false), flag("tls-replication", false),
      flag("tls-session-caching", true), choice("tls-auth-clients", "yes", ["no", "yes", "optional"]),
      integer("tls-port", 0, 0...65535), integer("tls-session-cache-size", 20480, 0...Int64(Int32.max)),
      integer("tls-session-cache-timeout", 300, 0...Int64(Int32.max)),
    ]
    + [
      "ca-cert-dir", "ca-cert-file", "cert-file", "ciphers", "ciphersuites", "client-cert-file", "client-key-file",
      "client-key-file-pass", "dh-params-file", "key-file", "key-file-pass", "protocols",
    ].map { text("tls-" + $0) }
}

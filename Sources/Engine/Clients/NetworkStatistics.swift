/// What a host with connections counts, for INFO.
public struct NetworkStatistics: Sendable {
  /// The port; 0 without one.
  public var port = 0
  /// Connections that have begun.
  public var connections = 0
  /// Connections whose next command a pause keeps.
  public var paused = 0
  /// Connections that were refused.
  public var refusedConnections = 0
  /// Connections that were ended because all took too much memory together (Redis directive `maxmemory-clients`).
  public var evictedConnections = 0
  /// The most that was kept of what one connection had sent within the last seconds, in bytes.
  public var recentInput = 0
  /// The most that was kept for one connection, likewise.
  public var recentOutput = 0
  /// Bytes received.
  public var inputBytes = 0
  /// Bytes sent.
  public var outputBytes = 0
  /// How often something was received.
  public var reads = 0
  /// How often something was sent.
  public var writes = 0

  /// All zero.
  public init() {}

  /// Makes all counters zero.
  mutating func reset() {
    let (port, paused) = (port, paused)
    self = NetworkStatistics()
    (self.port, self.paused) = (port, paused)
  }
}

import Commands
import Disk
import Engine

extension ClientHub {
  /// Microseconds until ``tick()`` should be called, at most those between two calls of the engine's cron.
  public var untilNextTick: Int64 {
    let interval = 1_000_000 / Int64(max(1, engine.configuration.integer("hz")))
    guard let deadline = engine.nextDeadline else { return interval }
    return max(1000, min(interval, deadline &- engine.context.microseconds))
  }

  /// The periodic work of the engine and of the connections.
  public func tick() {
    guard engine.state == .running else { return engineEnded() }
    engine.cron()
    endIdle()
    lookAtMemory()
    endTurn()
  }

  /// Ends all connections at once.
  public func closeAll() {
    engine.context.replyLimit = .max
    for connection in connections.values {
      connection.transport.close()
      disconnected(connection)
    }
  }

  /// Ends connections that were silent for too long (Redis directive `timeout`).
  private func endIdle() {
    let seconds = engine.configuration.integer("timeout")
    guard seconds > 0 else { return }
    let oldest = engine.context.microseconds - Int64(seconds) * 1_000_000
    for connection in connections.values where connection.lastInteraction < oldest {
      let session = connection.session
      if session.wait != nil || !session.attention.isDisjoint(with: [.subscribed, .monitors]) { continue }
      engine.logVerbose("Closing idle client")
      end(connection)
    }
  }

  /// Says in the log, at most once a minute, that somebody sends HTTP.
  func warnOfForeigner() {
    let now = engine.context.microseconds
    guard now - lastWarning > 60_000_000 else { return }
    lastWarning = now
    engine.logWarning(
      """
      Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis. This is \
      likely due to an attacker attempting to use Cross Protocol Scripting to compromise your Redis instance. \
      Connection aborted.
      """)
  }
}

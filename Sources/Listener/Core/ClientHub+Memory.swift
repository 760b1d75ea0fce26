import AOF
import Bytes
import Commands
import Engine

/// What connections take, and the end of those that take most when it is too much.
///
/// It is weighed where it grows: after what a connection has sent was run, and when its replies are sent; and at each
/// tick. Without `maxmemory-clients` only once a second, for INFO.
extension ClientHub {
  /// Fills in what is kept for a session, for CLIENT LIST and INFO.
  func measure(_ session: Session) {
    guard let connection = connections[session.id] else { return }
    var buffers = SessionBuffers()
    buffers.connection = connection.transport.memory
    buffers.replies = connection.gathered
    buffers.repliesPeak = connection.gatheredPeak
    let unsent = connection.transport.unsentCount
    buffers.output = connection.held.count + unsent
    buffers.outputPieces = (connection.held.isEmpty ? 0 : 1) + (unsent > 0 ? 1 : 0)
    if running.session == session.id {
      (buffers.input, buffers.inputRoom) = (running.input, running.room)
      buffers.replies += max(0, engine.replyCount - running.replies)
    } else if interrupted.session == session.id {
      (buffers.input, buffers.inputRoom) = (interrupted.input, interrupted.room)
    } else {
      (buffers.input, buffers.inputRoom) = (connection.stream.pendingCount, connection.stream.pendingRoom)
    }
    session.buffers = buffers
  }

  /// Takes note of what a connection takes that is not being run.
  func weigh(_ connection: ClientConnection) {
    guard !connection.isOver else { return }
    let kept = connection.stream.memory + connection.held.allocatedCount + connection.transport.unsentCount
    memory.weigh(connection, kept + connection.transport.memory + connection.session.rememberedMemory)
  }

  /// The periodic look at all connections.
  func lookAtMemory() {
    let (now, before) = (engine.context.microseconds, memory.limit)
    memory.setLimit(engine.configuration)
    let isLimited = memory.limit > 0
    if before > 0, !isLimited { for connection in connections.values { memory.forget(connection) } }
    let sweeps = isLimited || now - memory.sweptAt >= 1_000_000
    if sweeps { memory.sweptAt = now }
    let startsPeaks = now - memory.peakSince >= 5_000_000
    if startsPeaks { memory.peakSince = now }
    for connection in connections.values {
      if connection.overSoftLimitSince != nil { _ = isWithinLimits(connection, adding: 0) }
      if startsPeaks { connection.gatheredPeak = 0 }
      guard sweeps else { continue }
      memory.note(connection.stream.pendingCount, connection.unsent, at: now)
      if isLimited { weigh(connection) }
    }
    if sweeps { (engine.network.recentInput, engine.network.recentOutput) = memory.recent }
  }

  /// Ends connections until all others take less than they may: those first that take most, by powers of two, and of
  /// those the oldest (Redis directive `maxmemory-clients`).
  func evictConnections() {
    guard memory.limit > 0, memory.total >= memory.limit, !isMeanwhile else { return }
    let candidates = connections.values.filter { !$0.isOver && !$0.session.isSparedFromEviction }
    let ordered = candidates.sorted {
      ($1.weightClass, $0.session.id) < ($0.weightClass, $1.session.id)
    }
    for connection in ordered {
      engine.logClient("Evicting client:", connection.session, level: .notice)
      engine.network.evictedConnections += 1
      memory.forget(connection)
      end(connection)
      if memory.total < memory.limit { return }
    }
    let now = engine.context.microseconds
    guard now - memory.warnedAt >= 1_000_000 else { return }
    memory.warnedAt = now
    engine.logWarning("Over client maxmemory after evicting all evictable clients")
  }
}

extension ClientConnection {
  /// The power of two that its weight has reached, between 32 KB and 8 GB.
  fileprivate var weightClass: Int { min(max(Int.bitWidth - weight.leadingZeroBitCount, 15), 33) }
}

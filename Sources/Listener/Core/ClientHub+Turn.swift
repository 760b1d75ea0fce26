import Bytes
import Commands
import Engine

extension ClientHub {
  /// Ends a turn: lets those go on who have got what they waited for, writes what all have changed as the policy
  /// demands, and only then sends the replies.
  public func endTurn() {
    turnBegins()
    guard engine.state == .running else { return engineEnded() }
    engine.beginTurn()
    continueHeeded()
    engine.flush()
    guard engine.state == .running else { return engineEnded() }
    sendReplies()
    if memory.limit > 0 { evictConnections() }
    closeEnded()
  }

  /// Sends what the engine has for sessions, and runs what those have sent meanwhile whose wait is over.
  private func continueHeeded() {
    repeat {
      var index = 0
      while index < heeded.count {
        heed(heeded[index])
        index += 1
      }
      heeded.removeAll(keepingCapacity: true)
      resumePaused()
    } while !heeded.isEmpty
  }

  private func heed(_ session: Session) {
    guard let connection = connections[session.id], !connection.isOver else { return }
    if session.isClosing, !connection.closesAfterReplies { return end(connection) }
    let start = engine.replyCount
    running = Running(connection, repliesFrom: start)
    if !session.outbox.isEmpty { engine.appendReply(session.takeMessages()) }
    if connection.stream.stop == .waits, session.wait == nil {
      connection.stream.resume(&batch, engine, session)
    }
    settle(connection, repliesFrom: start)
  }

  private func resumePaused() {
    guard !paused.isEmpty, engine.pauseIsOver else { return }
    let connections = paused
    paused = []
    for connection in connections where !connection.isOver {
      connection.isPaused = false
      let start = engine.replyCount
      running = Running(connection, repliesFrom: start)
      connection.stream.resume(&batch, engine, connection.session)
      settle(connection, repliesFrom: start)
    }
  }

  func sendReplies() {
    guard !segments.isEmpty else { return }
    heedSettings()
    engine.takeReplies { replies in
      for segment in segments where !segment.connection.isOver {
        send(replies.extracting(segment.replies), to: segment.connection)
      }
    }
    segments.removeAll(keepingCapacity: true)
  }

  func send(_ bytes: Span<UInt8>, to connection: ClientConnection) {
    engine.network.outputBytes += bytes.count
    engine.network.writes += 1
    connection.gathered = 0
    if bytes.count > connection.gatheredPeak { connection.gatheredPeak = bytes.count }
    guard isWithinLimits(connection, adding: bytes.count) else { return }
    connection.deliver(bytes)
    if memory.limit > 0 { weigh(connection) }
  }

  func closeEnded() {
    guard !ending.isEmpty else { return }
    let connections = ending
    ending = []
    for connection in connections where connection.isOver || connection.unsent == 0 {
      connection.transport.close()
      disconnected(connection)
    }
    // What the other end does not take at once is sent first; the tick looks at them again.
    ending += connections.filter { !$0.isOver }
  }
}

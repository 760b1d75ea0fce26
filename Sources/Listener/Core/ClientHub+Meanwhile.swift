import Engine

/// Serving connections while the engine is occupied: while it loads, or while a script does not end.
///
/// It is called in the middle of a load or of another connection's command, whose replies are set aside. What may run
/// then changes no data, so that nothing has to be written before replies are sent.
extension ClientHub {
  /// Runs what `receive` passes on, and sends the replies.
  public func serveMeanwhile(_ receive: () -> Void) {
    precondition(!isMeanwhile, "nothing that is run meanwhile takes long")
    isMeanwhile = true
    var kept: [Segment] = []
    swap(&kept, &segments)
    interrupted = running
    receive()
    running = interrupted
    interrupted = Running()
    if engine.isServing {
      sendReplies()
      closeEnded()
    }
    segments = kept
    isMeanwhile = false
    if !engine.isServing { engineEnded() }
  }

  /// Sends the replies of those whose commands were run before the script that does not end.
  public func sendEarlyReplies() {
    guard !segments.isEmpty else { return }
    engine.withReplies { replies in
      for segment in segments where !segment.connection.isOver {
        send(replies.extracting(segment.replies), to: segment.connection)
      }
    }
    segments.removeAll(keepingCapacity: true)
  }

  /// The connections that may send something meanwhile: not the one whose script runs.
  var connectionsMeanwhile: [ClientConnection] {
    connections.values.filter {
      !$0.isOver && !$0.closesAfterReplies && $0.transport.socket >= 0 && $0.session !== engine.scriptCaller
    }
  }
}

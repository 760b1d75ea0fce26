import Bytes
import Keyspace
import RESP

extension CommandContext {
  /// Serves the sessions that wait for keys which have become ready, in the order in which they began to wait.
  ///
  /// Call it after each command, transaction and script. `run` runs a command as a unit of its own.
  public func serveWaiting(_ run: (Arguments) -> Void) {
    guard blocking.hasReady else { return }
    let running = (session, reply.version)
    while let place = blocking.nextReady() { serve(place, run) }
    (session, reply.version) = running
  }

  private func serve(_ place: KeyPlace, _ run: (Arguments) -> Void) {
    for waiting in blocking.sessions(at: place) {
      guard let wait = waiting.wait else { continue }
      let type = keyspace.databases[place.database].find(place.key.span)?.type
      if type == wait.type {
        serve(waiting, wait, place, run)
      } else if wait.needsKeys {
        tellGone(waiting)
      } else if type != nil {
        blocking.putLast(waiting, at: place)
      }
    }
  }

  /// Ends the wait for a key that is no stream any more.
  private func tellGone(_ waiting: Session) {
    reply.version = waiting.version
    let start = reply.bytes.count
    refuse(.text("UNBLOCKED the stream key no longer exists"))
    blocking.end(waiting)
    deliver(to: waiting, from: start)
  }

  private func serve(_ waiting: Session, _ wait: Wait, _ place: KeyPlace, _ run: (Arguments) -> Void) {
    session = waiting
    reply.version = waiting.version
    let start = reply.bytes.count
    servedKey = place.key
    foundNothing = false
    run(wait.arguments.view)
    servedKey = nil
    if foundNothing { return reply.bytes.truncate(to: start) }
    blocking.end(waiting)
    deliver(to: waiting, from: start)
  }

  /// The command that runs again goes on waiting.
  func servedNothing() { foundNothing = true }
}

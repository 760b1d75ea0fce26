import Bytes
public import Commands
import Disk
import RESP

/// Sessions that wait for an element (BLPOP and its like).
///
/// A command that waits gives no reply when it runs. What it gets later is put into the session's outbox, whence the host
/// takes it as it takes messages.
extension Engine {
  /// Serves sessions that wait for what the command, transaction or script that just ended has made ready; each command
  /// that is served is a unit of its own (spec 1.6).
  func serveWaiting() {
    context.serveWaiting { arguments in
      let processed = statistics.processedCommands
      do throws(CommandError) {
        let command = try context.table.resolve(arguments)
        run(command, arguments)
        // The wait counts.
        if !context.foundNothing {
          noteSlowness(context.microseconds - context.session.lastCommandAt, of: command, arguments)
        }
      } catch {
        context.refuse(error)
      }
      finishUnit()
      statistics.processedCommands = processed
    }
  }

  /// Lets time pass, with the periodic work that belongs to it, until the session waits no more.
  ///
  /// `step` is how long to sleep at most, in microseconds, between two looks at `isInterrupted`.
  /// - Returns: false if it still waits, because it was interrupted.
  public func waitOut(
    _ session: Session, step: Int64 = 20_000, isInterrupted: () -> Bool = { false }
  ) -> Bool {
    var nextCron = clock.monotonic()
    while session.wait != nil, state == .running {
      if isInterrupted() { return false }
      context.microseconds = clock.now()
      context.endOverdueWaits()
      flush()
      guard let wait = session.wait else { return true }
      if clock.monotonic() >= nextCron {
        cron()
        nextCron = clock.monotonic() + 100_000
      }
      let left = wait.deadline.map { ($0 &+ 1).subtractingReportingOverflow(clock.now() / 1000) }
      let untilDeadline = left.map { $0.overflow ? step : max($0.partialValue, 0).multipliedClamping(by: 1000) }
      clock.sleep(max(1000, min(step, untilDeadline ?? step, max(nextCron - clock.monotonic(), 1000))))
    }
    return true
  }

  /// Lets the session of a stream of requests wait out its last command, whose reply then follows those before.
  ///
  /// One without a timeout would wait for ever, because nobody else sends commands meanwhile; it is unblocked.
  func waitInBulk() {
    let session = context.session
    if session.wait?.deadline == nil {
      context.end(waitOf: session, withError: true)
    } else {
      flush()
      _ = waitOut(session)
      context.session = session
    }
    context.reply.bytes.append(session.takeMessages())
  }

  /// Ends the wait of a session without a reply, because its person gave up.
  public func giveUp(_ session: Session) { context.blocking.end(session) }
}

extension Int64 {
  fileprivate func multipliedClamping(by factor: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}

import Bytes
import Commands
import Disk
import RESP

/// What a host with many clients needs beside ``ClientStream``.
///
/// The replies of all clients of a turn collect in one place, one after the other; the host notes whose are where.
extension Engine {
  /// Bytes of replies that wait for ``flush()``.
  public var replyCount: Int { context.reply.bytes.count }

  /// Appends messages to the replies.
  public func appendReply(_ bytes: [UInt8]) { context.reply.bytes.append(bytes.span) }

  /// Forgets the replies from `start` on.
  public func dropReplies(from start: Int) { context.reply.bytes.truncate(to: start) }

  /// Lets the time go on, and ends the waits whose time is over.
  public func beginTurn() {
    tick()
    context.endOverdueWaits()
  }

  /// When a wait of a client or a pause is over, in microseconds of Unix time; nil when there is none.
  public var nextDeadline: Int64? {
    let wait = context.blocking.nextDeadline.map { ($0 &+ 1).multipliedReportingOverflow(by: 1000) }
    let waitEnd = wait.map { $0.overflow ? Int64.max : $0.partialValue }
    guard context.clients.pausedUntil > 0 else { return waitEnd }
    return min(waitEnd ?? .max, context.clients.pausedUntil)
  }

  /// Whether commands that a pause has kept may run.
  public var pauseIsOver: Bool { context.clients.pausedUntil <= context.microseconds }
}

import Bytes
import Commands
import Disk
import RESP

extension Engine {
  /// Makes `session` the one whose commands run.
  func enter(_ session: Session) {
    context.session = session
    context.reply.version = session.version
  }

  /// Lets the time go on.
  func tick() { context.microseconds = clock.now() }

  /// Runs one request. Returns the text of an error reply, which is empty when it is not wanted.
  @inline(__always)
  func runInBulk(_ arguments: Arguments, wantsMessage: Bool) -> [UInt8]? {
    let refusals = context.statistics.errorReplies
    dispatch(arguments)
    let waits = context.session.wait != nil
    if waits { waitInBulk() }
    defer { context.reply.bytes.removeAll(keepingAtMost: 1 << 20) }
    return context.statistics.errorReplies == refusals && !waits ? nil : errorReply(wantsMessage: wantsMessage)
  }

  /// The text of the error that is the whole reply; nil when errors only occur within it, as in that of EXEC.
  private func errorReply(wantsMessage: Bool) -> [UInt8]? {
    context.reply.bytes.withSpan { reply in
      guard reply.count > 0, reply[0] == UInt8(ascii: "-") else { return nil }
      return wantsMessage ? [UInt8](copying: reply.extracting(1..<max(1, reply.count - 2))) : []
    }
  }
}

public import AOF
import Bytes
import Commands
import Disk
import Keyspace
import RESP

extension Engine {
  /// Writes what the commands since the last call left, and fsyncs as the policy asks; only then may their replies be
  /// released. What Redis does before it waits for new requests (spec 1.7).
  public func flush() {
    guard state == .running else { return }
    // A child that has done its work need not wait for the periodic work.
    if background.running != nil, surroundings.child.isFinished { reapChild() }
    if debugSettings.flushSleep > 0, appendOnlyFile.bufferLength > 0 { clock.sleep(debugSettings.flushSleep) }
    do { try appendOnlyFile.flush() } catch { stopAfter(error) }
    if !context.keyspace.deferred.isEmpty { releaseDeferred() }
    if !context.tracking.isEmpty { context.broadcastChanges() }
    observer?.flushed(self)
  }

  /// Frees some of what lazy freeing has put off: more the more there is, but never so much that a command would wait
  /// longer than a few milliseconds.
  private func releaseDeferred() {
    let deferred = context.keyspace.deferred
    deferred.release(min(Self.longestRelease, max(1000, deferred.effort / 100)))
  }

  /// Units of work that take about two milliseconds.
  static let longestRelease = 30_000

  /// The replies of the commands since the last call, in the order of the commands.
  public func takeReplies<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    defer { context.reply.bytes.removeAll(keepingAtMost: 1 << 20) }
    return context.reply.bytes.withSpan(body)
  }

  /// The same replies, which stay.
  public func withReplies<Result>(_ body: (Span<UInt8>) -> Result) -> Result { context.reply.bytes.withSpan(body) }

  /// Forces everything to the disk now, whatever the policy.
  public func forceSync() throws(AOFError) {
    do { try appendOnlyFile.flushAndSync() } catch {
      if case .stop = error { stopAfter(error) }
      throw error
    }
  }
}

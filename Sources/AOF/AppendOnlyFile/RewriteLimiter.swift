/// Holds automatic rewrites back after repeated failures: 1, 2, 4 … at most 60 minutes from the third on.
struct RewriteLimiter {
  private var delay: Int64 = 0
  private var nextRewrite: Int64?

  /// Whether a rewrite must wait in second `now`.
  mutating func isLimited(consecutiveFailures: Int, now: Int64, log: LogSink) -> Bool {
    guard consecutiveFailures >= 3 else {
      delay = 0
      nextRewrite = nil
      return false
    }
    if let next = nextRewrite {
      if now < next { return true }
      nextRewrite = nil
      return false
    }
    delay = min(delay == 0 ? 1 : delay * 2, 60)
    nextRewrite = now + delay * 60
    log(
      .warning,
      "Background AOF rewrite has repeatedly failed and triggered the limit, will retry in \(delay) minutes")
    return true
  }
}

extension AppendOnlyFile {
  /// Whether an automatic rewrite is due (Redis directives `auto-aof-rewrite-percentage` and
  /// `auto-aof-rewrite-min-size`); it is logged then, and the engine starts it.
  ///
  /// Ask only when there is no child.
  public func automaticRewriteIsDue() -> Bool {
    guard state == .on, change == nil, settings.rewritePercentage > 0, currentSize > settings.rewriteMinimumSize else {
      return false
    }
    let growth = Int64(currentSize) * 100 / Int64(max(rewriteBaseSize, 1)) - 100
    guard growth >= settings.rewritePercentage, !isRewriteLimited() else { return false }
    sink(.notice, "Starting automatic rewriting of AOF on \(growth)% growth")
    return true
  }

  /// Whether an automatic or scheduled rewrite must wait after repeated failures.
  ///
  /// BGREWRITEAOF by hand never does.
  public func isRewriteLimited() -> Bool {
    limiter.isLimited(consecutiveFailures: consecutiveFailures, now: now, log: sink)
  }

  /// Forgets earlier failures (a BGREWRITEAOF that had to be scheduled).
  public func forgiveFailures() { consecutiveFailures = 0 }
}

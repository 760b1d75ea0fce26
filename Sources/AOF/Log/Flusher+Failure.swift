public import SystemPackage

extension Flusher {
  /// How a write of the buffer failed.
  public enum WriteFailure: Sendable, Equatable {
    /// Nothing was written.
    case failed(Errno)
    /// Only the first `written` bytes of `expected` were; then they were cut off again, or cutting failed.
    case short(written: Int, expected: Int, cutting: Errno?)
  }

  /// What follows from a failed write.
  public struct FailureOutcome: Sendable, Equatable {
    /// Bytes that are in the file for good.
    public var written: Int
    /// The line with which the engine must stop; nil if it may go on, and writes be refused, until a write succeeds.
    public var stop: String?

    /// An outcome of the given values.
    public init(written: Int, stop: String?) {
      self.written = written
      self.stop = stop
    }
  }

  /// Notes a failed write and logs it, at most every 30 seconds.
  public mutating func writeFailed(_ failure: WriteFailure, _ situation: Situation, log: LogSink) -> FailureOutcome {
    let isLogged = lastErrorLogged.map { situation.now - $0 > Self.errorLogInterval } ?? true
    if isLogged { lastErrorLogged = situation.now }
    var outcome = FailureOutcome(written: 0, stop: nil)
    switch failure {
    case .failed(let errno):
      writeError = errno
      if isLogged { log(.warning, "Error writing to the AOF file: \(errno.description)") }
    case .short(let written, let expected, let cutting):
      writeError = .noSpace
      if isLogged {
        log(
          .warning,
          "Short write while writing to the AOF file: (nwritten=\(written), expected=\(expected))")
      }
      if let cutting {
        outcome.written = written
        if isLogged {
          log(
            .warning,
            "Could not remove short write from the append-only file.  Redis may refuse to load the AOF the next "
              + "time it starts.  ftruncate: \(cutting.description)")
        }
      }
    }
    if situation.policy == .always {
      let line = "Can't recover from AOF write error when the AOF fsync policy is 'always'. Exiting..."
      log(.warning, line)
      outcome.stop = line
    }
    return outcome
  }

  /// Notes that the file was opened anew, so that earlier errors are of no account.
  public mutating func reopened(now: Int64, log: LogSink) {
    if writeError != nil { log(.warning, "AOF reopen, just ignore the last error.") }
    writeError = nil
    lastSync = now
    postponedSince = nil
  }
}

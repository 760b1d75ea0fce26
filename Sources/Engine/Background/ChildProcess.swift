import AOF

/// How a child process ended.
public enum ChildExit: Equatable, Sendable {
  /// It ended by itself with this status.
  case status(Int)
  /// A signal ended it.
  case signal(Int)
}

extension ChildExit {
  /// What the append-only file makes of a child that did not succeed.
  var failure: RewriteFailure {
    switch self {
    case .status: .status
    case .signal(let number): .signal(Int32(number))
    }
  }
}

/// What a child leaves behind for the parent's log, beside its exit status.
public struct ChildReport: Equatable, Sendable {
  /// The process identifier.
  public let processIdentifier: Int
  /// How it ended.
  public let exit: ChildExit
  /// Bytes of memory that it had to copy.
  public let copiedBytes: Int
  /// The error number of the call that failed in it; 0 when none did.
  public let errorNumber: Int32

  /// A report of the given values.
  public init(processIdentifier: Int, exit: ChildExit, copiedBytes: Int, errorNumber: Int32) {
    self.processIdentifier = processIdentifier
    self.exit = exit
    self.copiedBytes = copiedBytes
    self.errorNumber = errorNumber
  }
}

/// Runs the writing of a snapshot beside the engine.
///
/// On a real disk it is a forked child (``ForkedChild``), on the simulated one the same work done in place
/// (``InPlaceChild``). There is at most one at a time.
public protocol ChildProcess: AnyObject {
  /// Whether a child has been started and not yet been reaped.
  var isActive: Bool { get }
  /// Whether the work is done in a process of its own, on a copy of the engine.
  var isForked: Bool { get }
  /// The process identifier of the running child.
  var processIdentifier: Int { get }
  /// Starts `work`, which returns an error number, 0 for success. Returns the error number of a failed fork, or nil.
  func start(_ work: (Int) -> Int32) -> Int32?
  /// The report of a child that has ended; nil while it runs or when there is none.
  func poll() -> ChildReport?
  /// Asks the child to end; ``poll()`` reports it afterwards.
  func kill()
  /// Ends the child even when it is stopped; ``poll()`` reports it as ended by signal 9.
  func destroy()
  /// In the child: its work has gone on.
  func noteProgress()
  /// In the parent: a number that changes when the child's work goes on.
  var progress: Int { get }
  /// In the parent: whether the child has done its work and will end at any moment. Looking costs nothing.
  var isFinished: Bool { get }
}

extension ChildProcess {
  /// A child without a process of its own ends when it is asked to.
  public func destroy() { kill() }
  /// Nobody looks at work that is done in place.
  public func noteProgress() {}
  /// Work that is done in place is over when it is looked at.
  public var progress: Int { 0 }
  /// Work that is done in place is reported when the engine gets round to it.
  public var isFinished: Bool { false }
}

/// A child that is none: the work is done at once, and reported at the next ``poll()``.
public final class InPlaceChild: ChildProcess {
  private var report: ChildReport?
  private var started = 0
  public private(set) var processIdentifier = 0

  /// No child.
  public init() {}

  public var isActive: Bool { report != nil }

  public var isForked: Bool { false }

  public func start(_ work: (Int) -> Int32) -> Int32? {
    precondition(report == nil, "a second child")
    started += 1
    processIdentifier = 10_000 + started
    let errorNumber = work(processIdentifier)
    report = ChildReport(
      processIdentifier: processIdentifier, exit: .status(errorNumber == 0 ? 0 : 1), copiedBytes: 0,
      errorNumber: errorNumber)
    return nil
  }

  public func poll() -> ChildReport? { report.take() }

  public func kill() {
    report = ChildReport(processIdentifier: processIdentifier, exit: .signal(10), copiedBytes: 0, errorNumber: 0)
  }
}

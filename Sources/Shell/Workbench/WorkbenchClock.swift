public import Disk

/// A clock that can be changed between the machine's time and a time that moves only when told.
public final class WorkbenchClock: Clock {
  /// When the virtual clock starts: 25 September 2023, 15:42:48 UTC, in microseconds since 1970.
  public static let virtualStart: Int64 = 1_695_656_568_000_000

  private let machine = SystemClock()
  /// Which time it shows.
  public private(set) var kind: ClockKind
  private var virtualNow: Int64
  private var virtualMonotonic: Int64
  /// What is added to the machine's monotonic time so that it never goes back.
  private var offset: Int64 = 0

  /// A clock of this kind, whose virtual time starts at `virtualStart`, in microseconds since 1970.
  public init(_ kind: ClockKind, virtualStart: Int64 = WorkbenchClock.virtualStart) {
    self.kind = kind
    virtualNow = virtualStart
    virtualMonotonic = 0
  }

  /// Whether time moves only when told.
  public var isVirtual: Bool { kind == .virtual }

  public func now() -> Int64 { isVirtual ? virtualNow : machine.now() }

  public func monotonic() -> Int64 { isVirtual ? virtualMonotonic : machine.monotonic() + offset }

  /// The machine's monotonic time in microseconds, for limits on what may be spent while a person waits.
  var machineMonotonic: Int64 { machine.monotonic() }

  public func sleep(_ microseconds: Int64) {
    if isVirtual { advance(microseconds) } else { machine.sleep(microseconds) }
  }

  /// Moves the virtual time on.
  private func advance(_ microseconds: Int64) {
    virtualNow += microseconds
    virtualMonotonic += microseconds
  }

  /// Goes on with the other time. The virtual one starts from what the machine's shows.
  public func change(to kind: ClockKind) {
    guard kind != self.kind else { return }
    if kind == .virtual {
      virtualMonotonic = monotonic()
      virtualNow = now()
    } else {
      offset = virtualMonotonic - machine.monotonic()
    }
    self.kind = kind
  }
}

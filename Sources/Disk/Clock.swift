/// Where the engine gets the time from.
public protocol Clock: AnyObject {
  /// Microseconds since 1970.
  func now() -> Int64
  /// Microseconds since some start, never going back.
  func monotonic() -> Int64
  /// Lets `microseconds` pass.
  func sleep(_ microseconds: Int64)
}

/// A clock that moves only when told, so that a run can be repeated exactly.
public final class VirtualClock: Clock {
  private let start: Int64
  private var elapsed: Int64 = 0

  /// A clock that shows `start`, in microseconds since 1970.
  public init(start: Int64) { self.start = start }

  /// Microseconds since 1970.
  public func now() -> Int64 { start + elapsed }
  /// Microseconds since the clock was made.
  public func monotonic() -> Int64 { elapsed }
  /// Advances by `microseconds`.
  public func sleep(_ microseconds: Int64) { advance(microseconds) }

  /// Moves the clock on.
  ///
  /// It cannot go back.
  public func advance(_ microseconds: Int64) {
    precondition(microseconds >= 0, "a clock cannot go back")
    elapsed += microseconds
  }
}

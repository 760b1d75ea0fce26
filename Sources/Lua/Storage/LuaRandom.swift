/// The state of `math.random`, which all interpreters of a server share.
@safe public final class LuaRandom {
  let state: UnsafeMutablePointer<UInt64>

  /// The state that a server starts with; the numbers are the same after every start.
  public init() {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: 0x1234_ABCD_330E)
  }

  deinit { unsafe state.deallocate() }
}

/// How far a stream is cut off at its front (XTRIM, and the options of XADD).
public struct StreamTrim: Sendable {
  /// What stays.
  public enum Bound: Sendable {
    /// At most so many entries.
    case maxLength(Int)
    /// The entries from this ID on.
    case minID(StreamID)
  }

  /// What stays.
  public var bound: Bound
  /// Whether only whole nodes are removed, so that more may stay.
  public var isApproximate: Bool
  /// How many entries are removed at most, 0 for no limit.
  public var limit: Int

  /// A cut at `bound`.
  public init(_ bound: Bound, isApproximate: Bool, limit: Int = 0) {
    self.bound = bound
    self.isApproximate = isApproximate
    self.limit = limit
  }
}

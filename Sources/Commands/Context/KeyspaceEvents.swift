/// The classes of keyspace events (Redis directive `notify-keyspace-events`).
public struct KeyspaceEvents: OptionSet, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `K`: published in `__keyspace@<db>__`.
  public static let keyspace = KeyspaceEvents(rawValue: 1 << 0)
  /// `E`: published in `__keyevent@<db>__`.
  public static let keyevent = KeyspaceEvents(rawValue: 1 << 1)
  /// `g`.
  public static let generic = KeyspaceEvents(rawValue: 1 << 2)
  /// `$`.
  public static let string = KeyspaceEvents(rawValue: 1 << 3)
  /// `l`.
  public static let list = KeyspaceEvents(rawValue: 1 << 4)
  /// `s`.
  public static let set = KeyspaceEvents(rawValue: 1 << 5)
  /// `h`.
  public static let hash = KeyspaceEvents(rawValue: 1 << 6)
  /// `z`.
  public static let sortedSet = KeyspaceEvents(rawValue: 1 << 7)
  /// `x`.
  public static let expired = KeyspaceEvents(rawValue: 1 << 8)
  /// `e`.
  public static let evicted = KeyspaceEvents(rawValue: 1 << 9)
  /// `t`.
  public static let stream = KeyspaceEvents(rawValue: 1 << 10)
  /// `m`: a key that is looked up and not there; not part of `A`.
  public static let miss = KeyspaceEvents(rawValue: 1 << 11)
  /// `d`: of modules.
  public static let module = KeyspaceEvents(rawValue: 1 << 12)
  /// `n`: a new key; not part of `A`.
  public static let new = KeyspaceEvents(rawValue: 1 << 13)
}

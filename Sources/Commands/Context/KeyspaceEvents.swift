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

  /// The classes that letters name, none when they choose no channels; `A` stands for all but `m` and `n`.
  public init(letters: [UInt8]) {
    var events: KeyspaceEvents = []
    for letter in letters {
      switch letter {
      case UInt8(ascii: "K"): events.insert(.keyspace)
      case UInt8(ascii: "E"): events.insert(.keyevent)
      case UInt8(ascii: "A"): events.formUnion(.all)
      default: events.formUnion(Self.classes.first { $0.letter == letter }?.events ?? [])
      }
    }
    self = events.isDisjoint(with: [.keyspace, .keyevent]) ? [] : events
  }

  private static let all: KeyspaceEvents = [
    .generic, .string, .list, .set, .hash, .sortedSet, .expired, .evicted, .stream, .module,
  ]

  private static let classes: [(letter: UInt8, events: KeyspaceEvents)] = [
    (UInt8(ascii: "g"), .generic), (UInt8(ascii: "$"), .string), (UInt8(ascii: "l"), .list),
    (UInt8(ascii: "s"), .set), (UInt8(ascii: "h"), .hash), (UInt8(ascii: "z"), .sortedSet),
    (UInt8(ascii: "x"), .expired), (UInt8(ascii: "e"), .evicted), (UInt8(ascii: "t"), .stream),
    (UInt8(ascii: "m"), .miss), (UInt8(ascii: "d"), .module), (UInt8(ascii: "n"), .new),
  ]
}

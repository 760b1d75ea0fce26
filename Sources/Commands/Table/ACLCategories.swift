/// The categories by which Redis' access control lists name commands.
public struct ACLCategories: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let keyspace = ACLCategories(rawValue: 1 << 0)
  public static let read = ACLCategories(rawValue: 1 << 1)
  public static let write = ACLCategories(rawValue: 1 << 2)
  public static let set = ACLCategories(rawValue: 1 << 3)
  public static let sortedSet = ACLCategories(rawValue: 1 << 4)
  public static let list = ACLCategories(rawValue: 1 << 5)
  public static let hash = ACLCategories(rawValue: 1 << 6)
  public static let string = ACLCategories(rawValue: 1 << 7)
  public static let bitmap = ACLCategories(rawValue: 1 << 8)
  public static let hyperLogLog = ACLCategories(rawValue: 1 << 9)
  public static let geo = ACLCategories(rawValue: 1 << 10)
  public static let stream = ACLCategories(rawValue: 1 << 11)
  public static let pubSub = ACLCategories(rawValue: 1 << 12)
  public static let admin = ACLCategories(rawValue: 1 << 13)
  public static let fast = ACLCategories(rawValue: 1 << 14)
  public static let slow = ACLCategories(rawValue: 1 << 15)
  public static let blocking = ACLCategories(rawValue: 1 << 16)
  public static let dangerous = ACLCategories(rawValue: 1 << 17)
  public static let connection = ACLCategories(rawValue: 1 << 18)
  public static let transaction = ACLCategories(rawValue: 1 << 19)
  public static let scripting = ACLCategories(rawValue: 1 << 20)

  /// The names of the categories, in the order in which COMMAND INFO lists them.
  static let names: [(ACLCategories, StaticString)] = [
    (.keyspace, "@keyspace"), (.read, "@read"), (.write, "@write"), (.set, "@set"), (.sortedSet, "@sortedset"),
    (.list, "@list"), (.hash, "@hash"), (.string, "@string"), (.bitmap, "@bitmap"), (.hyperLogLog, "@hyperloglog"),
    (.geo, "@geo"), (.stream, "@stream"), (.pubSub, "@pubsub"), (.admin, "@admin"), (.fast, "@fast"),
    (.slow, "@slow"), (.blocking, "@blocking"), (.dangerous, "@dangerous"), (.connection, "@connection"),
    (.transaction, "@transaction"), (.scripting, "@scripting"),
  ]

  /// The categories that follow from a command's flags.
  init(impliedBy flags: CommandFlags, group: CommandGroup) {
    self = flags.contains(.fast) ? .fast : .slow
    if flags.contains(.write) { insert(.write) }
    if flags.contains(.readonly), group != .scripting { insert(.read) }
    if flags.contains(.admin) { formUnion([.admin, .dangerous]) }
    if flags.contains(.pubSub) { insert(.pubSub) }
    if flags.contains(.blocking) { insert(.blocking) }
  }
}

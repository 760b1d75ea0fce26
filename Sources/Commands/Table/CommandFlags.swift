/// What a command does and where it may run, as COMMAND INFO tells it.
public struct CommandFlags: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let write = CommandFlags(rawValue: 1 << 0)
  public static let readonly = CommandFlags(rawValue: 1 << 1)
  public static let denyOOM = CommandFlags(rawValue: 1 << 2)
  public static let module = CommandFlags(rawValue: 1 << 3)
  public static let admin = CommandFlags(rawValue: 1 << 4)
  public static let pubSub = CommandFlags(rawValue: 1 << 5)
  public static let noScript = CommandFlags(rawValue: 1 << 6)
  public static let blocking = CommandFlags(rawValue: 1 << 7)
  public static let loading = CommandFlags(rawValue: 1 << 8)
  public static let stale = CommandFlags(rawValue: 1 << 9)
  public static let skipMonitor = CommandFlags(rawValue: 1 << 10)
  public static let skipSlowLog = CommandFlags(rawValue: 1 << 11)
  public static let asking = CommandFlags(rawValue: 1 << 12)
  public static let fast = CommandFlags(rawValue: 1 << 13)
  public static let noAuth = CommandFlags(rawValue: 1 << 14)
  public static let mayReplicate = CommandFlags(rawValue: 1 << 15)
  public static let noMandatoryKeys = CommandFlags(rawValue: 1 << 16)
  public static let noAsyncLoading = CommandFlags(rawValue: 1 << 17)
  public static let noMulti = CommandFlags(rawValue: 1 << 18)
  public static let movableKeys = CommandFlags(rawValue: 1 << 19)
  public static let allowBusy = CommandFlags(rawValue: 1 << 20)

  /// The names of the flags, in the order in which COMMAND INFO lists them.
  static let names: [(CommandFlags, StaticString)] = [
    (.write, "write"), (.readonly, "readonly"), (.denyOOM, "denyoom"), (.module, "module"), (.admin, "admin"),
    (.pubSub, "pubsub"), (.noScript, "noscript"), (.blocking, "blocking"), (.loading, "loading"), (.stale, "stale"),
    (.skipMonitor, "skip_monitor"), (.skipSlowLog, "skip_slowlog"), (.asking, "asking"), (.fast, "fast"),
    (.noAuth, "no_auth"), (.mayReplicate, "may_replicate"), (.noMandatoryKeys, "no_mandatory_keys"),
    (.noAsyncLoading, "no_async_loading"), (.noMulti, "no_multi"), (.movableKeys, "movablekeys"),
    (.allowBusy, "allow_busy"),
  ]
}

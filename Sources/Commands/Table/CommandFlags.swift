/// What a command does and where it may run, as COMMAND INFO tells it.
///
/// Computed properties, because other modules reach a stored one through a call for each command.
public struct CommandFlags: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static var write: CommandFlags { CommandFlags(rawValue: 1 << 0) }
  public static var readonly: CommandFlags { CommandFlags(rawValue: 1 << 1) }
  public static var denyOOM: CommandFlags { CommandFlags(rawValue: 1 << 2) }
  public static var module: CommandFlags { CommandFlags(rawValue: 1 << 3) }
  public static var admin: CommandFlags { CommandFlags(rawValue: 1 << 4) }
  public static var pubSub: CommandFlags { CommandFlags(rawValue: 1 << 5) }
  public static var noScript: CommandFlags { CommandFlags(rawValue: 1 << 6) }
  public static var blocking: CommandFlags { CommandFlags(rawValue: 1 << 7) }
  public static var loading: CommandFlags { CommandFlags(rawValue: 1 << 8) }
  public static var stale: CommandFlags { CommandFlags(rawValue: 1 << 9) }
  public static var skipMonitor: CommandFlags { CommandFlags(rawValue: 1 << 10) }
  public static var skipSlowLog: CommandFlags { CommandFlags(rawValue: 1 << 11) }
  public static var asking: CommandFlags { CommandFlags(rawValue: 1 << 12) }
  public static var fast: CommandFlags { CommandFlags(rawValue: 1 << 13) }
  public static var noAuth: CommandFlags { CommandFlags(rawValue: 1 << 14) }
  public static var mayReplicate: CommandFlags { CommandFlags(rawValue: 1 << 15) }
  public static var noMandatoryKeys: CommandFlags { CommandFlags(rawValue: 1 << 16) }
  public static var noAsyncLoading: CommandFlags { CommandFlags(rawValue: 1 << 17) }
  public static var noMulti: CommandFlags { CommandFlags(rawValue: 1 << 18) }
  public static var movableKeys: CommandFlags { CommandFlags(rawValue: 1 << 19) }
  public static var allowBusy: CommandFlags { CommandFlags(rawValue: 1 << 20) }

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

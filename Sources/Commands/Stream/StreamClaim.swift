import Bytes
import Keyspace

/// How XCLAIM and XAUTOCLAIM claim entries.
struct StreamClaim {
  /// How long an entry must have been pending since its last delivery, in milliseconds.
  let minimumIdle: Int64
  /// The time of the command, Unix time in milliseconds.
  let now: Int64
  /// When claimed entries count as delivered.
  var deliveryTime: Int64
  /// How often claimed entries count as delivered; -1 for once more than before.
  var retryCount: Int64 = -1
  /// Whether entries are claimed that were not pending.
  var isForced = false
  /// Whether only IDs are replied, and the deliveries not counted.
  var onlyID = false
  /// What the group counts as delivered at least.
  var lastID = StreamID.zero

  init(minimumIdle: Int64, now: Int64) {
    self.minimumIdle = minimumIdle
    self.now = now
    deliveryTime = now
  }

  /// Reads the options of XCLAIM, and returns where they begin: at the first argument that is no ID.
  mutating func read(_ arguments: Arguments) throws(CommandError) -> Int {
    var index = 5
    while index < arguments.count, StreamID(arguments[index], missing: 0) != nil { index += 1 }
    let end = index
    var time: Int64 = -1
    while index < arguments.count {
      let hasMore = index + 1 < arguments.count
      if arguments.isOption(at: index, "force") {
        isForced = true
      } else if arguments.isOption(at: index, "justid") {
        onlyID = true
      } else if hasMore, arguments.isOption(at: index, "idle") {
        index += 1
        time = now &- (try Self.number(arguments, at: index, "IDLE"))
      } else if hasMore, arguments.isOption(at: index, "time") {
        index += 1
        time = try Self.number(arguments, at: index, "TIME")
      } else if hasMore, arguments.isOption(at: index, "retrycount") {
        index += 1
        retryCount = try Self.number(arguments, at: index, "RETRYCOUNT")
      } else if hasMore, arguments.isOption(at: index, "lastid") {
        index += 1
        lastID = try arguments.streamID(at: index)
      } else {
        throw .unknownClaimOption(arguments[index])
      }
      index += 1
    }
    // A time in the future or before the epoch is that of a clock that is wrong.
    if time >= 0, time <= now { deliveryTime = time }
    return end
  }

  private static func number(
    _ arguments: Arguments, at index: Int, _ option: StaticString
  ) throws(CommandError) -> Int64 {
    guard let value = arguments[index].canonicalInteger else { throw .invalidClaimOption(option) }
    return value
  }
}

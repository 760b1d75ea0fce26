/// How far the reading of a stream has come.
///
/// redis-check-rdb 7.0.15 says of a file that ends within a stream what it was reading, and names the line of its
/// source.
enum StreamStep: Int {
  case none = 0
  case nodeCount = 2327
  case nodeID = 2338
  case node = 2355
  case counters = 2424
  case groupCount = 2438
  case groupName = 2449
  case groupID = 2458
  case groupOffset = 2469
  case pendingCount = 2495
  case pendingID = 2502
  case pendingEntry = 2510
  case consumerCount = 2527
  case consumerName = 2534
  case consumerTime = 2549
  case consumerPendingCount = 2558
  case consumerPendingID = 2566

  /// What is said of a file that ends here.
  var text: StaticString {
    switch self {
    case .none: "Unexpected EOF reading RDB file"
    case .nodeCount: "Stream listpacks len loading failed."
    case .nodeID: "Stream master ID loading failed: invalid encoding or I/O error."
    case .node: "Stream listpacks loading failed."
    case .counters: "Stream object metadata loading failed."
    case .groupCount: "Stream cgroup count loading failed."
    case .groupName: "Error reading the consumer group name from Stream"
    case .groupID: "Stream cgroup ID loading failed."
    case .groupOffset: "Stream cgroup offset loading failed."
    case .pendingCount: "Stream PEL size loading failed."
    case .pendingID: "Stream PEL ID loading failed."
    case .pendingEntry: "Stream PEL NACK loading failed."
    case .consumerCount: "Stream consumers num loading failed."
    case .consumerName: "Error reading the consumer name from Stream group."
    case .consumerTime: "Stream short read reading seen time."
    case .consumerPendingCount: "Stream consumer PEL num loading failed."
    case .consumerPendingID: "Stream short read reading PEL streamID."
    }
  }
}

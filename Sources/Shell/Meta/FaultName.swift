import Disk

/// The faults that `:fault` knows.
enum FaultName: String, CaseIterable {
  case syncError = "fsync-eio"
  case writeError = "write-eio"
  case fullDisk = "enospc"
  case shortWrite = "short-write"
  case slowSync = "slow-fsync"

  /// What stands behind the name; empty when nothing does.
  var value: String {
    switch self {
    case .syncError, .writeError: ""
    case .fullDisk, .shortWrite: "BYTES"
    case .slowSync: "DURATION"
    }
  }

  /// The options that it takes.
  var options: Set<String> {
    switch self {
    case .syncError: ["--after", "--times", "--keep"]
    case .writeError: ["--after", "--times"]
    case .fullDisk, .slowSync: []
    case .shortWrite: ["--after", "--times", "--ftruncate-fails"]
    }
  }

  /// The fault that an injected failure belongs to.
  init?(_ fault: DiskFault) {
    switch fault.operation {
    case .dataSync, .sync: self = .syncError
    case .write: self = fault.errno == nil ? .shortWrite : .writeError
    case .truncate: self = .shortWrite
    default: return nil
    }
  }
}

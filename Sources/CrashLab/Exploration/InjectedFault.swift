public import Disk
import SystemPackage

/// A failure that a run is given, at one place.
public struct InjectedFault: Sendable {
  /// The families of failures.
  public enum Kind: String, CaseIterable, Sendable {
    case writeError = "write EIO"
    case noSpace = "disk full"
    case shortWrite = "short write"
    case shortWriteStays = "short write, ftruncate fails"
    case syncErrorKept = "fsync EIO, pages kept"
    case syncErrorDropped = "fsync EIO, pages dropped"
    case otherError = "another call EIO"
    case slowSync = "slow fsync"
    case killedChild = "killed rewrite child"
  }

  /// Its family.
  public let kind: Kind
  /// The number of the operation that it strikes, from 1; 0 for the whole run.
  public let operation: Int
  /// What it is, in words.
  public let text: String
  /// What the disk is to do.
  public let faults: [DiskFault]

  /// All failures that can strike the operations of a run.
  public static func all(for operations: [RecordedOperation]) -> [InjectedFault] {
    var before: [DiskError.Operation: Int] = [:]
    var all: [InjectedFault] = []
    for (index, operation) in operations.enumerated() {
      let call = operation.call == .sync ? DiskError.Operation.dataSync : operation.call
      let earlier = before[call, default: 0]
      before[call] = earlier + 1
      for (kind, faults) in failures(of: operation, earlier, truncates: before[.truncate, default: 0]) {
        all.append(
          InjectedFault(
            kind: kind, operation: index + 1, text: "\(kind.rawValue) at operation \(index + 1) (\(operation.text))",
            faults: faults))
      }
    }
    return all
  }

  /// The failure that every fsync in the background takes `seconds`.
  public static func slowSync(seconds: Int) -> InjectedFault {
    InjectedFault(kind: .slowSync, operation: 0, text: "fsyncs that take \(seconds) s", faults: [])
  }

  /// The failure that the rewrite that runs behind line `step` is killed.
  public static func killedChild(afterLine line: Int, _ operation: Int) -> InjectedFault {
    InjectedFault(
      kind: .killedChild, operation: operation, text: "the rewrite's child killed after line \(line)", faults: [])
  }

  private static func failures(
    of operation: RecordedOperation, _ earlier: Int, truncates: Int
  ) -> [(Kind, [DiskFault])] {
    switch operation.call {
    case .write:
      let short = DiskFault.shortWrite(taking: operation.count / 2, then: .noSpace).after(earlier)
      return [
        (.writeError, [.failing(.write, .ioError).after(earlier)]),
        (.noSpace, [.failing(.write, .noSpace).after(earlier).repeated(1 << 30)]),
        (.shortWrite, [short]),
        (.shortWriteStays, [short, .failing(.truncate, .ioError).after(truncates)]),
      ]
    case .dataSync, .sync:
      return [
        (.syncErrorKept, [.failingSync(.ioError, dropping: false).after(earlier)]),
        (.syncErrorDropped, [.failingSync(.ioError, dropping: true).after(earlier)]),
      ]
    case .open, .rename, .unlink, .makeDirectory, .removeDirectory, .syncDirectory, .truncate:
      return [(.otherError, [.failing(operation.call, .ioError).after(earlier)])]
    default: return []
    }
  }
}

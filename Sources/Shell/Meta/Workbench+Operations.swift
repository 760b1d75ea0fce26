import AOF
import Disk
import Engine
import SystemPackage

extension Workbench {
  func metaOperations(_ arguments: MetaArguments) throws(MetaError) {
    var limit = 20
    if let text = arguments.text(0) {
      guard let number = Int(text), number > 0 else {
        throw MetaError("'\(text)' is no number of operations; give one above 0")
      }
      limit = number
    }
    let recent = disk.recentOperations
    let states = disk.states(of: recent.operations)
    var rows: [(number: String, call: String, text: String, state: String)] = []
    for (index, operation) in recent.operations.enumerated().suffix(limit) {
      rows.append(
        (String(recent.first + index), operation.call, describe(operation), Self.text(states[index], operation)))
    }
    if let row = bufferRow() { rows.append(row) }
    if rows.isEmpty { return write("nothing has been done on the disk yet\n") }
    let width = (number: rows.map(\.number.utf8.count).max() ?? 0, text: rows.map(\.text.count).max() ?? 0)
    for row in rows {
      let gap = String(repeating: " ", count: width.text - row.text.count)
      let number = Words.aligned(row.number, max(4, width.number))
      write("\(number)  \(Words.padded(row.call, 9))  \(row.text)\(gap)  \(row.state)\n")
    }
  }

  /// What waits in the buffer, as an operation that is to come.
  private func bufferRow() -> (number: String, call: String, text: String, state: String)? {
    guard let engine else { return nil }
    let stages = engine.stages
    guard stages.bufferedBytes > 0 else { return nil }
    let bytes = Words.count(stages.bufferedBytes, "byte")
    return ("", "", "\(bytes), \(Words.count(stages.bufferedUnits, "command"))", "in aof_buf")
  }

  /// What an operation was about.
  private func describe(_ operation: DiskOperation) -> String {
    let path = operation.path == directory ? "." : describe(operation.path.string)
    switch operation.operation {
    case .write:
      let bytes = operation.errno == nil ? "\(Words.count(operation.count, "byte")) " : ""
      return "\(path): \(bytes)at \(operation.offset)"
    case .truncate: return "\(path) to \(Words.count(operation.count, "byte"))"
    case .rename:
      guard let target = operation.target else { return path }
      return "\(path) to \(describe(target.string))"
    default: return path
    }
  }

  private static func text(_ state: OperationState, _ operation: DiskOperation) -> String {
    switch state {
    case .failed(let errno): "failed: \(errno)"
    case .done: "done"
    case .durable: "durable"
    case .cached(durable: 0): "cached"
    case .cached(let durable): "\(durable) durable, \(operation.count - durable) cached"
    case .undone: operation.operation == .write ? "cut off or removed" : "removed"
    case .dropped: "lost: its fsync failed"
    }
  }
}

extension DiskOperation {
  /// The system call.
  fileprivate var call: String {
    switch operation {
    case .open: "create"
    case .dataSync: "fdatasync"
    case .sync, .syncDirectory: "fsync"
    case .truncate: "ftruncate"
    case .makeDirectory: "mkdir"
    case .removeDirectory: "rmdir"
    default: operation.rawValue
    }
  }
}

import Bytes
import SystemPackage

extension SimulatedDisk {
  /// Bytes that all files which are named or open hold.
  public var bytesUsed: Int {
    contents.reduce(0) { total, entry in
      model.unnamed.contains(entry.key) && opened[entry.key] == nil ? total : total + entry.value.bytes.count
    }
  }

  private func bytesUsed(ifLimited limit: Int?) -> Int { limit == nil ? 0 : bytesUsed }

  func size(_ node: Namespace.Node) -> Int { contents[node]?.bytes.count ?? 0 }

  func read(
    _ node: Namespace.Node, at offset: Int, atMost count: Int, into writer: inout ByteWriter
  ) throws(Errno) -> Int {
    guard let bytes = contents[node]?.bytes else { throw .isDirectory }
    guard offset < bytes.count, count > 0 else { return 0 }
    let end = min(bytes.count, offset + count)
    writer.append(bytes.span.extracting(offset..<end))
    return end - offset
  }

  /// Writes as much as faults and the capacity let through.
  func write(_ node: Namespace.Node, _ bytes: Span<UInt8>, at offset: Int, _ path: FilePath) throws(Errno) -> Int {
    let used = bytesUsed(ifLimited: failures.capacity)
    let count = try failures.allowance(bytes.count, at: offset, of: size(node), used: used, path)
    save(node, from: offset)
    store(bytes.extracting(0..<count), node, at: offset)
    model.wrote(node, at: offset, count: count)
    return count
  }

  private func store(_ bytes: Span<UInt8>, _ node: Namespace.Node, at offset: Int) {
    let gap = offset - size(node)
    if gap > 0 { contents[node]?.bytes.append(contentsOf: repeatElement(0, count: gap)) }
    let overlap = min(size(node) - offset, bytes.count)
    contents[node]?.bytes.replaceSubrange(offset..<offset + overlap, with: [UInt8](copying: bytes))
    contents[node]?.modified = clock.now()
  }

  func truncate(_ node: Namespace.Node, to size: Int) {
    save(node, from: size)
    let growth = size - self.size(node)
    if growth > 0 {
      contents[node]?.bytes.append(contentsOf: repeatElement(0, count: growth))
    } else {
      contents[node]?.bytes.removeLast(-growth)
    }
    contents[node]?.modified = clock.now()
    model.truncated(node, to: size)
  }

  /// Keeps the durable bytes that a change from `offset` on takes out of the content.
  private func save(_ node: Namespace.Node, from offset: Int) {
    guard let range = model.endangered(node, from: offset), let content = contents[node] else { return }
    contents[node]?.saved.insert(contentsOf: content.bytes[range], at: 0)
  }

  func endSync(_ ticket: Int, _ operation: DiskError.Operation, _ path: FilePath, _ node: Namespace.Node) throws(Errno)
  {
    if let fault = takeFault(operation, path), let errno = fault.errno {
      model.syncFailed(ticket, dropping: fault.drops, unchanged: fault.drops ? unchangedCount(node) : 0)
      throw errno
    }
    model.syncSucceeded(ticket)
    if model.files[node]?.saved == 0 { contents[node]?.saved = [] }
    dropUnreachable()
  }

  /// How many of the durable bytes that were written over, counted from the first, are as they were.
  private func unchangedCount(_ node: Namespace.Node) -> Int {
    guard let content = contents[node], let stable = model.files[node]?.stable else { return 0 }
    return zip(content.saved, content.bytes[stable...]).prefix { $0 == $1 }.count
  }

  func closed(_ node: Namespace.Node) {
    guard let count = opened[node] else { return }
    opened[node] = count == 1 ? nil : count - 1
    dropUnreachable()
  }
}

import Bytes
import SystemPackage

/// An open file of a ``SimulatedDisk``.
///
/// After a crash of the disk it can only be closed.
final class SimulatedFile: DiskFile, DeferredSync {
  let path: FilePath
  private let disk: SimulatedDisk
  private let node: Namespace.Node
  private let mode: OpenMode
  private let age: Int
  private var position = 0
  private var isOpen = true

  init(_ disk: SimulatedDisk, _ node: Namespace.Node, _ path: FilePath, _ mode: OpenMode) {
    self.disk = disk
    self.node = node
    self.path = path
    self.mode = mode
    age = disk.age
  }

  deinit {
    if isOpen && disk.age == age { disk.closed(node) }
  }

  private func checkUsable() throws(Errno) {
    precondition(isOpen, "the file was closed")
    if disk.age != age { throw .ioError }
  }

  func size() throws(DiskError) -> Int {
    do throws(Errno) { try checkUsable() } catch { throw .status(path, error) }
    return disk.size(node)
  }

  func read(at offset: Int, atMost count: Int, into writer: inout ByteWriter) throws(DiskError) -> Int {
    do throws(Errno) {
      try checkUsable()
      precondition(mode == .read || mode == .update, "the file was not opened for reading")
      if let fault = disk.takeFault(.read, path), let errno = fault.errno { throw errno }
      return try disk.read(node, at: offset, atMost: count, into: &writer)
    } catch { throw .read(path, error) }
  }

  func write(_ bytes: Span<UInt8>) throws(DiskError) -> Int {
    let offset = mode == .update ? position : disk.size(node)
    let count = try write(bytes, from: offset)
    position += count
    return count
  }

  func write(_ bytes: Span<UInt8>, at offset: Int) throws(DiskError) -> Int {
    precondition(mode == .update, "the file was not opened for writing anywhere")
    return try write(bytes, from: offset)
  }

  private func write(_ bytes: Span<UInt8>, from offset: Int) throws(DiskError) -> Int {
    var operation = DiskOperation(.write, path)
    operation.offset = offset
    operation.node = node
    do throws(Errno) {
      try checkUsable()
      precondition(mode != .read, "the file was not opened for writing")
      operation.count = try disk.write(node, bytes, at: offset, path)
      disk.record(operation)
      return operation.count
    } catch {
      operation.errno = error
      disk.record(operation)
      throw .write(path, error)
    }
  }

  func truncate(to size: Int) throws(DiskError) {
    do throws(Errno) {
      try disk.perform(.truncate, path, node: node, count: size) { (_) throws(Errno) in
        try checkUsable()
        precondition(mode != .read, "the file was not opened for writing")
        disk.truncate(node, to: size)
      }
    } catch { throw .truncate(path, error) }
  }

  func dataSync() throws(DiskError) { try endSync(startSync()) }

  func sync() throws(DiskError) {
    do throws(Errno) { try finish(startSync(), .sync) } catch { throw .sync(path, error) }
  }

  func startSync() -> Int { disk.model.syncWillStart(node) }

  func endSync(_ ticket: Int) throws(DiskError) {
    do throws(Errno) { try finish(ticket, .dataSync) } catch { throw .dataSync(path, error) }
  }

  private func finish(_ ticket: Int, _ operation: DiskError.Operation) throws(Errno) {
    var record = DiskOperation(operation, path)
    record.node = node
    do throws(Errno) {
      try checkUsable()
      try disk.endSync(ticket, operation, path, node)
      disk.record(record)
    } catch {
      record.errno = error
      disk.record(record)
      throw error
    }
  }

  func close() throws(DiskError) {
    guard isOpen else { return }
    isOpen = false
    if disk.age == age { disk.closed(node) }
  }
}

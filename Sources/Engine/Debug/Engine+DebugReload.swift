import AOF
import Bytes
import Commands
import Disk
import Keyspace
import RESP

extension Engine {
  /// DEBUG LOADAOF: writes the buffer, empties the data set and loads the append-only file again.
  func debugLoadAppendOnlyFile() throws(CommandError) {
    // What was written before it was switched off is there still.
    if appendOnlyFile.manifest.isEmpty { throw .text("ERR There is no append-only file to load") }
    do {
      if appendOnlyFile.state == .on { try appendOnlyFile.flush(force: true) }
    } catch {
      stopAfter(error)
      throw .text("ERR Error trying to load the AOF files, check server logs.")
    }
    if let refusal = writeRefusal { throw refusal }
    do {
      context.keyspace.removeAll()
      context.isLoading = true
      defer { context.isLoading = false }
      _ = try appendOnlyFile.load(into: self, isStart: false)
    } catch {
      stopAfter(error)
      throw .text("ERR Error trying to load the AOF files, check server logs.")
    }
    context.dirty = 0
    log(.warning, "Append Only File loaded by DEBUG LOADAOF")
    context.reply.simple("OK")
  }

  /// DEBUG RELOAD [MERGE] [NOFLUSH] [NOSAVE].
  func debugReload(_ arguments: Arguments) throws(CommandError) {
    var saves = true
    var flushes = true
    var merges = false
    for index in 2..<arguments.count {
      if arguments[index].equalsIgnoringCase("nosave") {
        saves = false
      } else if arguments[index].equalsIgnoringCase("noflush") {
        flushes = false
      } else if arguments[index].equalsIgnoringCase("merge") {
        merges = true
      } else {
        throw .text("ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.")
      }
    }
    if saves, isReadOnly { throw .readOnly }
    if saves, !saveSnapshot() { throw .text("ERR") }
    if flushes { context.keyspace.removeAll() }
    loadsOverExistingKeys = merges
    defer { loadsOverExistingKeys = false }
    context.isLoading = true
    defer { context.isLoading = false }
    do { try loadSnapshotFile(startedAt: nil) } catch {
      throw .text("ERR Error trying to load the RDB dump, check server logs.")
    }
    log(.warning, "DB reloaded by DEBUG RELOAD")
    context.reply.simple("OK")
  }
}

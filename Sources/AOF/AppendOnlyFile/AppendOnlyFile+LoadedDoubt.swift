import Bytes
import Disk
import SystemPackage

extension AppendOnlyFile {
  /// Reads the note of an engine that ended with bytes in doubt.
  ///
  /// A note that cannot be read or is damaged puts everything in doubt.
  func readNote() {
    doubts = Doubts()
    doubtNote = .none
    do throws(DiskError) {
      let path = settings.path(settings.doubtName)
      guard try disk.status(path) != nil else { return }
      if let noted = Doubts(parsing: try disk.readAll(path)) {
        doubts = noted
        doubtNote = .written
        return
      }
      doubtNote = .damaged
      sink(.warning, "The note \(settings.doubtName) is damaged: all files of the AOF are taken to be in doubt.")
    } catch {
      if error.errno == .notDirectory { return }
      sink(.warning, "All files of the AOF are taken to be in doubt: \(error.description)")
    }
    doubts = Doubts(all: manifest.files.map(\.name))
  }

  /// Cuts off the end of a file that was in doubt when the power failed, if it is not what was written.
  ///
  /// A file that has grown since is a matter of its own.
  func cutLostEnd(of entry: Manifest.Entry, isLast: Bool, _ file: any DiskFile) throws(LoadError) -> LoadReport.Cut? {
    guard let doubt = doubts[entry.name], let expected = doubt.checksum else { return nil }
    var actual = CRC64()
    do throws(DiskError) {
      guard try file.size() == doubt.range.upperBound else { return nil }
      try file.readPieces(of: doubt.range) { (bytes, _) throws(DiskError) in actual.update(bytes) }
    } catch { throw LoadError(file: entry.name, offset: 0, cause: .read(error)) }
    guard actual.value != expected else { return nil }
    sink(
      .warning,
      "The last \(doubt.range.count) bytes of the AOF \(entry.name) are not those that were written: their fsync had "
        + "failed before the power was cut.")
    if settings.isReadOnly { return nil }
    return try repair(
      TornEnd(
        entry: entry, offset: doubt.range.lowerBound, isTransaction: false, isLast: isLast, damage: .lostEnd), file)
  }

  /// The offset from which on damage of a file is the work of a power cut that found it in doubt.
  func startOfDoubt(in name: FileName, _ file: any DiskFile) throws(DiskError) -> Int? {
    guard let doubt = doubts[name], doubt.checksum != nil, try file.size() <= doubt.range.upperBound else { return nil }
    return doubt.range.lowerBound
  }

  /// Bytes at the end of the last file that every start writes again.
  ///
  /// An engine that is killed while an fsync is under way hears nothing of its failure, and no note is left. What that
  /// fsync was about is at the end of the file; under `always` it is what one flush wrote.
  private static let rewrittenTail = 1 << 20

  /// Makes a file durable that was loaded, and writes again what of it is in doubt.
  func makeDurable(_ name: FileName, isLast: Bool) throws(DiskError) {
    let file = try disk.open(settings.path(name), .read)
    defer { discard(file) }
    let size = try file.size()
    let noted = doubts[name]?.range.clamped(to: 0..<size) ?? 0..<0
    let tail = isLast ? max(0, size - Self.rewrittenTail)..<size : 0..<0
    let again = noted.isEmpty ? tail : tail.isEmpty ? noted : min(noted.lowerBound, tail.lowerBound)..<size
    do throws(DiskError) {
      if again.isEmpty { try file.dataSync() } else { try writeAgain(again, of: name) }
    } catch {
      guard noted.isEmpty else { throw error }
      return try makeDurableAgain(name, size: size, after: error, file)
    }
    guard !noted.isEmpty else { return }
    sink(
      .warning,
      "The AOF \(name) was left in doubt by a failed fsync: \(noted.count) bytes from offset \(noted.lowerBound) on were "
        + "written and fsynced again.")
  }

  private func makeDurableAgain(
    _ name: FileName, size: Int, after error: DiskError, _ file: any DiskFile
  ) throws(DiskError) {
    // Where bytes cannot even be written over with themselves there may still be nothing wrong with them.
    var failure = error
    if error.operation != .dataSync {
      sink(.warning, "Can't write the end of the AOF \(name) again: \(error.reason)")
      do throws(DiskError) { return try file.dataSync() } catch { failure = error }
    }
    sink(.warning, "Fail to fsync the AOF file: \(failure.reason)")
    // Which bytes it was about nobody knows.
    noteLoaded(name, size: size)
    do throws(DiskError) { try writeAgain(0..<size, of: name) } catch {
      makeNoteDurable()
      throw error
    }
    sink(.warning, "AOF fsync error looks solved: \(size) bytes were written and fsynced again.")
  }

  /// Removes the note when there is nothing in doubt any more; the directory is fsynced next.
  ///
  /// If it came back after a power cut, other bytes of the same number could stand where some were cut off.
  func removeLoadedNote() throws(DiskError) {
    try unlinkNote()
    doubts = Doubts()
  }

  /// Notes that an fsync of a file failed of which only the disk knows what it was about.
  func noteLoaded(_ name: FileName, size: Int) {
    doubts.set(Doubts.Entry(name: name, range: 0..<size, checksum: nil))
    writeNote()
  }

  /// Writes bytes of a file again as they are read, and fsyncs them.
  private func writeAgain(_ range: Range<Int>, of name: FileName) throws(DiskError) {
    let file = try disk.open(settings.path(name), .update)
    defer { discard(file) }
    try file.readPieces(of: range) { (piece, offset) throws(DiskError) in try file.writeAll(piece, at: offset) }
    try file.dataSync()
  }
}

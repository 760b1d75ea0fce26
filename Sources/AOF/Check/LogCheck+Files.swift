import Bytes
import Disk
import RDB
import SystemPackage

extension LogCheck {
  /// What a file is.
  enum Kind {
    case manifest, snapshot, commands
  }

  /// Bytes of the longest piece of a line that is looked at to tell what a file is.
  private static let longestLine = 1024
  private static let largestManifest = 64 << 20

  /// A file in the directory of another.
  static func neighbour(_ name: FileName, of subject: Subject) -> Subject {
    let directory = directory(of: subject.shown)
    return Subject(
      shown: directory + [0x2F] + name.bytes, path: name.path(in: subject.path.removingLastComponent()))
  }

  /// The directory that a path names, as C's `dirname` gives it.
  private static func directory(of path: [UInt8]) -> [UInt8] {
    var end = path.count
    while end > 1, path[end - 1] == 0x2F { end -= 1 }
    while end > 0, path[end - 1] != 0x2F { end -= 1 }
    if end == 0 { return [UInt8(ascii: ".")] }
    while end > 1, path[end - 1] == 0x2F { end -= 1 }
    return Array(path[..<end])
  }

  /// Tells from its content what a file is.
  func kind(of subject: Subject) throws(End) -> Kind {
    if try isManifest(subject) { return .manifest }
    return try isSnapshot(subject) ? .snapshot : .commands
  }

  private func openToLook(_ subject: Subject) throws(End) -> any DiskFile {
    do throws(DiskError) { return try disk.open(subject.path, .read) } catch {
      throw end("Cannot open file ", subject.shown, ": \(error.reason)")
    }
  }

  /// Whether a line begins with the word `file`.
  ///
  /// Redis' tool goes by that alone, and so takes a file of commands for a manifest when an argument begins so. Here
  /// the first line that is no comment decides against it.
  private func isManifest(_ subject: Subject) throws(End) -> Bool {
    let file = try openToLook(subject)
    defer { close(file) }
    do throws(DiskError) {
      var reader = try CheckReader(file)
      if reader.size == 0 { return false }
      try reader.prepare(5)
      if reader.ahead(5).equals("REDIS") { return false }
      var isFirst = true
      while true {
        let length = try reader.lineLength(atMost: Self.longestLine)
        if length == 0 { return false }
        if reader.byte(0) != UInt8(ascii: "#") {
          if isFirst, reader.byte(0) == UInt8(ascii: "*") { return false }
          if length >= 4, reader.ahead(4).equals("file") { return true }
          isFirst = false
        }
        _ = reader.skip(length)
      }
    } catch {
      throw end("Cannot read file: ", subject.shown)
    }
  }

  /// Whether a file begins with a snapshot.
  func isSnapshot(_ subject: Subject) throws(End) -> Bool {
    let file = try openToLook(subject)
    defer { close(file) }
    do throws(DiskError) {
      var reader = try CheckReader(file)
      if reader.size < 8 { return false }
      try reader.prepare(5)
      return reader.ahead(5).equals("REDIS")
    } catch {
      // A directory, say: opening it to check it will tell.
      return false
    }
  }

  /// Closes a file that was only read, or whose content is durable.
  func close(_ file: any DiskFile) {
    do throws(DiskError) { try file.close() } catch {
      // Nothing depends on it any more.
      _ = error
    }
  }

  func readManifest(_ subject: Subject) throws(End) -> Manifest {
    do throws(ManifestError) {
      let text = try manifestText(subject)
      return try Manifest(parsing: text.span)
    } catch {
      log("\n*** FATAL AOF MANIFEST FILE ERROR ***\n")
      if let number = error.line {
        log("Reading the manifest file, at line \(number)\n")
        hands.output.log(Array(">>> '".utf8) + error.text + Array("'\n".utf8))
      }
      log("\(error.cause.rawValue)\n")
      throw End()
    }
  }

  private func log(_ message: String) { hands.output.log(Array(message.utf8)) }

  private func manifestText(_ subject: Subject) throws(ManifestError) -> [UInt8] {
    do throws(DiskError) {
      let status = try disk.status(subject.path)
      if let status, status.size > Self.largestManifest { throw .read(subject.path, .fileTooLarge) }
      return try disk.readAll(subject.path)
    } catch {
      throw ManifestError(.readFailed)
    }
  }
}

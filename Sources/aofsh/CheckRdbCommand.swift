import AOF
import ArgumentParser
import Bytes
import Disk
import RDB
import SystemPackage

/// Stands in for redis-check-rdb.
struct CheckRdbCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-rdb", abstract: "Check an RDB file; stands in for redis-check-rdb.",
    usage: "aofsh check-rdb FILE    a dump.rdb, or the base of an append-only file",
    discussion: """
      Prints what redis-check-rdb 7.0.15 prints, and ends with its status: 0 if the file is undamaged, else 1. It only \
      reads.
      """)

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("An RDB file.", valueName: "file"))
  var files: [String] = []

  func run() throws {
    let streams = StandardStreams()
    throw ExitCode(streams.end(check(streams), lost: 1))
  }

  private func check(_ streams: StandardStreams) -> Int32 {
    guard files.count == 1 else {
      streams.error(Array("Usage: aofsh check-rdb <rdb-file-name>\n".utf8))
      return 1
    }
    if files[0] == "-v" || files[0] == "--version" {
      streams.output(Array("redis-check-rdb 7.0.15\n".utf8))
      return 0
    }
    let hands = CheckTools.hands(streams)
    let name = Array(files[0].utf8)
    do throws(DiskError) {
      let file = try PosixDisk().open(FilePath(files[0]), .read)
      let size = try file.size()
      let subject = SnapshotCheck.Subject(name: name, size: nil, now: CheckTools.now) { hands.progress($0, size) }
      let verdict = SnapshotCheck.run(subject, hands.output, reading: file)
      if case .sound = verdict { return 0 }
    } catch {
      // Redis' tool says no more of a file that cannot be opened, and remarks of ours go to standard error.
      SnapshotCheck.announce(name, hands.output)
      hands.note(error.description)
    }
    return 1
  }
}

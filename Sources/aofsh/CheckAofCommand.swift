import AOF
import ArgumentParser
import Disk
import SystemPackage

/// Stands in for redis-check-aof.
struct CheckAofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-aof", abstract: "Check and repair append-only files; stands in for redis-check-aof.",
    usage: """
      aofsh check-aof FILE              look only
      aofsh check-aof --fix FILE        cut off what is behind the damage
      aofsh check-aof --resync FILE     take out only what is damaged
      """,
    discussion: """
      Prints what redis-check-aof 7.0.15 prints, and ends with its status: 0 if all is well, or is again, else 1. \
      Remarks that it does not make go to standard error. Whatever a repair takes out of a file is kept beside it, in \
      files called ….cut-<offset>. Repair no file that a server uses.
      """)

  @Flag(help: "Cut off everything behind the last sound command, after a question.")
  var fix = false

  @Flag(help: "Take out only what is damaged and keep whole commands behind it, after a question.")
  var resync = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Cut off what was written after this time.", valueName: "unix-seconds"))
  var truncateToTimestamp: String?

  @Argument(
    parsing: .allUnrecognized, help: ArgumentHelp("A manifest, or one append-only file.", valueName: "file"))
  var files: [String] = []

  func run() throws {
    let streams = StandardStreams()
    throw ExitCode(streams.end(check(streams), lost: 1))
  }

  private func check(_ streams: StandardStreams) -> Int32 {
    let options = (fix ? 1 : 0) + (resync ? 1 : 0) + (truncateToTimestamp == nil ? 0 : 1)
    // A single argument is a file, whatever it looks like.
    let lone = files.isEmpty && options == 1 ? (fix ? "--fix" : resync ? "--resync" : nil) : nil
    guard let file = lone ?? (files.count == 1 ? files[0] : nil), options < 2 else {
      streams.output(
        Array(
          "Usage: aofsh check-aof [--fix|--resync|--truncate-to-timestamp $timestamp] <file.manifest|file.aof>\n".utf8))
      return 1
    }
    var task = LogCheck.Task.check
    if lone == nil {
      if fix { task = .fix }
      if resync { task = .resync }
    }
    if let text = truncateToTimestamp {
      guard let time = CheckTools.seconds(text) else {
        streams.output(Array("Invalid timestamp, aborting...\n".utf8))
        return 1
      }
      task = .truncate(to: time)
    }
    var check = LogCheck(
      task, on: PosixDisk(), now: CheckTools.now, needsWriteAccess: true, CheckTools.hands(streams))
    return check.run(FilePath(file), shown: Array(file.utf8))
  }
}

import TestSupport
import Testing

/// Forked children of the executable that are killed or stopped from outside.
@Suite struct ChildTests {
  /// A line that sends `signal` to every child of the workbench but the shell that runs the line.
  static func signal(_ signal: String) -> String {
    "!for d in /proc/[0-9]*; do p=${d#/proc/}; if grep -qs \"^PPid:[^0-9]$PPID\\$\" $d/status && [ $p != $$ ]; "
      + "then kill -\(signal) $p; fi; done"
  }

  static let setting = (0..<200).map { "SET key:\($0) \($0)\n" }.joined()
  static let options = ["--set", "appendonly=yes", "--set", "save="]

  @Test(arguments: ["0", "0.05", "0.3"], ["yes", "no"])
  func aKilledRewriteLeavesTheOldFiles(_ delay: String, _ preamble: String) throws {
    let scratch = try ScratchDirectory()
    let options = ["--dir", scratch.path] + Self.options + ["--set", "aof-use-rdb-preamble=\(preamble)"]
    let script = """
      \(Self.setting)CONFIG SET rdb-key-save-delay 100000
      BGREWRITEAOF
      SET during 1
      :sleep \(delay)
      \(Self.signal("KILL"))
      :sleep 1
      INFO persistence
      :log 20
      SET after 1
      """
    let outcome = try Program.run(options, input: Array((script + "\n").utf8))
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(outcome.text.contains("Background AOF rewrite terminated by signal 9"))
    #expect(outcome.text.contains("aof_last_bgrewrite_status:err"))
    #expect(outcome.text.contains("aof_rewrite_in_progress:0"))
    let again = try Program.run(
      options, input: Array("DBSIZE\nMGET key:0 key:199 during after\n:ls\n:rewrite\nDBSIZE\n".utf8))
    #expect(again.text.hasPrefix("202\n0\n199\n1\n1\n"))
    #expect(!again.text.contains("\u{2500} temp-"), "no file of the child is left")
    #expect(again.text.hasSuffix("202\n"))
  }

  @Test func aKilledSnapshotLeavesTheOldOne() throws {
    let scratch = try ScratchDirectory()
    let script = """
      \(Self.setting)SAVE
      SET more 1
      CONFIG SET rdb-key-save-delay 100000
      BGSAVE
      :sleep 0.1
      \(Self.signal("KILL"))
      :sleep 1
      INFO persistence
      :log 20
      SHUTDOWN NOSAVE
      """
    let outcome = try Program.run(["--dir", scratch.path, "--set", "save="], input: Array((script + "\n").utf8))
    #expect(outcome.text.contains("Background saving terminated by signal 9"))
    #expect(outcome.text.contains("rdb_last_bgsave_status:err"))
    let again = try Program.run(["--dir", scratch.path, "--set", "save="], input: Array("DBSIZE\n:ls\n".utf8))
    #expect(again.text.hasPrefix("200\n"))
    #expect(!again.text.contains("temp-"))
  }

  @Test func aStoppedChildIsKilled() throws {
    let script = """
      :set child-limit 1s
      SET a 1
      CONFIG SET rdb-key-save-delay 100000000
      BGREWRITEAOF
      \(Self.signal("STOP"))
      :sleep 3
      :log 20
      CONFIG SET rdb-key-save-delay 0
      :rewrite
      INFO persistence
      """
    let outcome = try Program.run(Self.options, input: Array((script + "\n").utf8))
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(outcome.text.contains("has made no progress for"))
    #expect(outcome.text.contains("Background AOF rewrite terminated by signal 9"))
    #expect(outcome.text.contains("aof_last_bgrewrite_status:ok"))
  }

  /// A stopped process does not heed the signal that asks it to end.
  @Test func aStoppedChildDoesNotHoldUpTheEnd() throws {
    let script = "SET a 1\nCONFIG SET rdb-key-save-delay 100000000\nBGREWRITEAOF\n\(Self.signal("STOP"))\n"
    #expect(try Program.run(Self.options, input: Array(script.utf8)).status == 0)
    let off = script + "CONFIG SET appendonly no\n:log 20\n"
    let outcome = try Program.run(Self.options, input: Array(off.utf8))
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("Background AOF rewrite terminated by signal 9"))
  }

  @Test func aWorkingChildIsNotKilled() throws {
    let script = """
      :set child-limit 1s
      MSET a 1 b 2 c 3 d 4 e 5 f 6
      CONFIG SET rdb-key-save-delay 300000
      :rewrite
      INFO persistence
      """
    let outcome = try Program.run(Self.options, input: Array((script + "\n").utf8))
    #expect(outcome.text.contains("aof_last_bgrewrite_status:ok"))
  }
}

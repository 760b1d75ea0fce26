import TestSupport
import Testing

/// Standard streams that are closed, full, slow, or whose reader goes away.
@Suite struct StandardStreamTests {
  private static func shell(_ script: String, _ arguments: String...) throws -> Program.Outcome {
    try Program.run("sh", ["-c", script, Program.path] + arguments)
  }

  @Test(arguments: [">&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"])
  func whatIsPrintedNeverGoesIntoDataFiles(_ closed: String) throws {
    let scratch = try ScratchDirectory()
    let run = "\"$0\" --dir \"$1\" --set appendonly=yes --set save="
    let outcome = try Self.shell(
      "\(run) -e 'SET a 1' -e 'GET a' \(closed); echo $?; \(run) -e 'GET a' -e ':cat --commands incr'", scratch.path)
    #expect(outcome.text == "2\n1\n    offset  db  command\n         0   0  SELECT 0\n        23   0  SET a 1\n")
  }

  @Test(arguments: ["-e :help", "--help", "--version", "man", "completions bash"])
  func outputThatIsLostIsAnError(_ arguments: String) throws {
    let outcome = try Self.shell("\"$0\" \(arguments) > /dev/full; echo $?")
    #expect(outcome.text == "2\n")
    #expect(outcome.errorText == "aofsh: cannot write to standard output: No space left on device\n")
  }

  @Test func aReaderThatHasEnoughIsNone() throws {
    let outcome = try Self.shell("{ \"$0\" -e ':repeat 20000 PING' -e ':quit 5'; echo $? >&2; } | head -1")
    #expect(outcome.text == "PONG\n")
    #expect(outcome.errorText == "5\n")
  }

  @Test func standardInputThatIsClosedIsNotAnotherFile() throws {
    let outcome = try Self.shell("\"$0\" <&-; echo $?")
    #expect(outcome.text == "2\n")
    #expect(outcome.errorText == "stdin: cannot read standard input: Bad file descriptor\n")
  }

  @Test func whatIsAcknowledgedIsWrittenWhileTheNextLineIsWaitedFor() throws {
    let scratch = try ScratchDirectory()
    // The second command comes when an fsync is due, behind which it has to wait for its write.
    let script = """
      { echo 'SET first 1'; sleep 1.2; echo 'SET second 2'
        for round in $(seq 600); do
          grep -q second "$1"/appendonlydir/*.incr.aof && break
          sleep 0.05
        done
        echo "ECHO after-$(grep -c second "$1"/appendonlydir/*.incr.aof)"
      } | "$0" --dir "$1" --set appendonly=yes --set save=
      """
    #expect(try Self.shell(script, scratch.path).text == "OK\nOK\nafter-1\n")
  }
}

/// Signals that end a run.
@Suite struct EndingTests {
  @Test(arguments: [("TERM", 15), ("HUP", 1)]) func scratchDirectoriesAreClearedAway(
    _ name: String, _ number: Int
  ) throws {
    let temporary = try ScratchDirectory()
    let outcome = try Program.run(
      "sh",
      [
        "-c", "TMPDIR=\"$1\" \"$0\" -e 'SET a 1' -e '!kill -\(name) $PPID' -e ':sleep 1h'; echo $?; ls \"$1\" | wc -l",
        Program.path, temporary.path,
      ])
    #expect(outcome.text == "OK\n\(128 + number)\n0\n")
    #expect(outcome.errorText.contains("--eval:"), "it says where it was: \(outcome.errorText)")
  }

  @Test func aHalfReadLineIsNotRun() throws {
    let scratch = try ScratchDirectory()
    let script = """
      { echo '!echo $PPID > "pid"'; printf 'SET a 1'
        until [ -s "$1/pid" ]; do sleep 0.05; done
        kill -TERM $(cat "$1/pid")
        while kill -0 $(cat "$1/pid"); do sleep 0.05; done
      } 2> /dev/null | "$0" --dir "$1" --set appendonly=yes
      echo $?
      "$0" --dir "$1" --set appendonly=yes -e DBSIZE
      """
    let outcome = try Program.run("sh", ["-c", script, Program.path, scratch.path])
    #expect(outcome.text == "143\n0\n")
    #expect(outcome.errorText.contains("stdin: interrupted"))
  }
}

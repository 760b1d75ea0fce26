import CrashLab
import Disk
import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// `:crash` with its options, `:fault` and `:ops`.
@Suite struct CrashCommandTests {
  static let appendOnly = LifetimeTests.appendOnly
  static let always = [":config appendfsync always", ":config appendonly yes"]
  static let usage =
    "the usage is: :crash [kill|power] [--torn BYTES] [--hole] [--reorder] [--lost-entries] [--seed N] [--at N] "
    + "| scenario NAME"
  static let incr = "appendonlydir/appendonly.aof.1.incr.aof"
  /// Leaves unsynced bytes in two files: the shell's own is written last.
  static let twoFiles = appendOnly + ["SET a 1", ":fsync", "SET b 2", "!true"]

  static let usages: [Case] = [
    .bad(":crash pwer", "a crash is kill, power or a scenario, not 'pwer'; did you mean 'power'?"),
    .bad(
      ":crash kill --torn 1", "kill leaves the page cache and all names as they are: --torn is for :crash power"),
    .bad(":crash --lost-entries", "kill leaves the page cache and all names as they are: --lost-entries is for [..]"),
    .bad(":crash power --torn", "--torn needs a value; \(usage)"),
    .bad(":crash power --torn x", "invalid size 'x': give a number of bytes, or one with k, kb, m, mb, g or gb"),
    .bad(":crash power --tron 1", "there is no option --tron; did you mean '--torn'?"),
    .bad(":crash power --seed -", "'-' is no seed; give a whole number"),
    .bad(":crash kill power", "'power' is too much: kill takes options only; :help crash lists them"),
    .bad(":crash kill power 3", "that is too much; \(usage)"),
    .bad(":crash --at 0", "'0' is no number of a disk operation; give one above 0"),
    .bad(":crash --at x", "'x' is no number of a disk operation; give one above 0"),
    .bad(":crash --at 1", "no engine is running; :start starts one", after: [":stop"]),
    .bad(":crash scenario", "which scenario? There are: torn-multi, [..]"),
    .bad(":crash scenario torn-mlti", "there is no scenario 'torn-mlti'; did you mean 'torn-multi'?"),
    .bad(":crash scenario torn", "there is no scenario 'torn'; did you mean 'torn-multi' or [..]"),
    .bad(":crash scenario nope", "there is no scenario 'nope'; :help crash lists them"),
    .bad(":crash scenario disk-full --seed 1", "a scenario knows its own faults: --seed is for :crash power"),
    .bad(":crash power --hole", "all bytes are durable: a power cut leaves no hole [..]"),
    .bad(":crash power --reorder", "all bytes are durable: there is no order of files to change"),
    .bad(
      ":crash power --reorder", "only \(incr) has bytes that are not durable: there is no order of files to change",
      after: appendOnly + ["SET a 1"]),
  ]

  static let crashes: [Case] = [
    .good(
      ":crash power --hole",
      "power cut: acknowledged 2, survived 1; lost: SET b 2\n...\n"
        + "  \(incr): 77 of 77 bytes left, 27 bytes of them zero\n...\n",
      after: appendOnly + ["SET a 1", ":fsync", "SET b 2"]),
    .good(
      ":crash power --hole --torn 7",
      "power cut: acknowledged 2, survived 1; lost: SET b 2\n...\n"
        + "  \(incr): 77 of 77 bytes left, 7 bytes of them never fsynced, 20 bytes of them zero\n...\n",
      after: appendOnly + ["SET a 1", ":fsync", "SET b 2"]),
    .good(
      ":crash power --lost-entries", "power cut: acknowledged 1, survived 1; nothing was lost\n...\n",
      after: always + ["SET a 1"]),
    .good(
      ":crash power --at 1", "the power fails after disk operation 1 of the next command\n", after: always),
    .good(
      "SET a 1",
      """
      power cut after operation 1 of SET a 1: acknowledged 0, survived 0; nothing acknowledged was lost
        aof_buf     0 commands, 0 bytes
        page cache  1 command, 50 bytes: lost
        disk        0 commands, 0 bytes
        SET a 1 is lost; it was never acknowledged
        \(incr): 0 of 50 bytes left
      the engine is down; :start recovers what is left

      """, after: always + [":crash power --at 1"]),
    .good(
      "SET a 1",
      "power cut after operation 2 of SET a 1: acknowledged 0, [..]\n...\n"
        + "  SET a 1 survived, though it was never acknowledged\n...\n",
      after: always + [":crash power --at 2"]),
    .good(
      "SET b 2", "kill after operation 1 of SET b 2: acknowledged 1, survived 1; nothing acknowledged was lost\n...\n",
      after: appendOnly + ["SET a 1", ":crash --at 1", ":ls", ":fault"]),
    .good(
      "SET a 1", "OK\nno crash: SET a 1 made 2 disk operations, and 3 were to come\n",
      after: always + [":crash --at 3"]),
    .good("GET a", "(nil)\nno crash: GET a made 0 disk operations, and 1 were to come\n", after: [":crash --at 1"]),
    .good(
      ":rewrite", "...\npower cut after operation 9 of :rewrite: acknowledged 1, survived 1; [..]\n...\n",
      after: always + ["SET a 1", ":crash power --at 9"]),
    .good("GET a", "\"1\"\n", after: always + ["SET a 1", ":crash power --at 9", ":rewrite", ":start"]),
    .good(
      ":sleep 1s", "kill after operation 1 of :sleep 1s: acknowledged 1, survived 1; [..]\n...\n",
      after: [":config appendonly yes", "SET a 1", ":crash --at 1"]),
  ]

  static let faults: [Case] = [
    .good(":fault", "no fault is on\n"),
    .good(":fault off", "no fault is on\n"),
    .good(
      ":fault fsync-eio",
      "fsync-eio    every fsync fails with EIO, and its bytes are marked clean, but not on the disk\n"),
    .good(
      ":fault fsync-eio --keep --times 2",
      "fsync-eio    the next 2 fsyncs fail with EIO, and their bytes can be fsynced again\n"),
    .good(":fault write-eio --after 3 --times 1", "write-eio    1 write after the next 3 fails with EIO\n"),
    .good(":fault enospc 1kb", "enospc       the disk is nearly full: it has room for 1024 bytes\n"),
    .good(":fault enospc 0", "enospc       the disk is full: no file grows\n"),
    .good(
      ":fault short-write 5 --ftruncate-fails",
      "short-write  every write takes at most 5 bytes, and then finds the disk full, and ftruncate fails with EIO\n"),
    .good(":fault slow-fsync 1.5s", "slow-fsync   every fsync takes 1500ms\n"),
    .good(
      ":fault", "write-eio    every write fails with EIO\nslow-fsync   every fsync takes 2s\n",
      after: [":fault write-eio", ":fault slow-fsync 2"]),
    .good(
      ":fault off write-eio", "slow-fsync   every fsync takes 2s\n", after: [":fault write-eio", ":fault slow-fsync 2"]),
    .bad(":fault fsyn-eio", "there is no fault 'fsyn-eio'; did you mean 'fsync-eio'?"),
    .bad(
      ":fault rot",
      "there is no fault 'rot'; there are: fsync-eio, write-eio, enospc BYTES, short-write BYTES, slow-fsync DURATION, off"
    ),
    .bad(":fault enospc", "enospc needs BYTES, such as: :fault enospc 1kb"),
    .bad(":fault enospc x", "invalid size 'x': give a number of bytes, or one with k, kb, m, mb, g or gb"),
    .bad(":fault write-eio 3", "write-eio takes no value; :help fault shows what there is"),
    .bad(":fault write-eio --keep", "write-eio does not take --keep; it takes --after, --times"),
    .bad(":fault slow-fsync 1s --times 1", "slow-fsync does not take --times; it has no options"),
    .bad(":fault write-eio --times 0", "--times takes a number from 1 on, not '0'"),
    .bad(":fault write-eio --after x", "--after takes a number from 0 on, not 'x'"),
    .bad(":fault short-write 0", "a write that takes nothing is not short; :fault enospc 0 makes the disk full"),
    .bad(":fault slow-fsync soon", "invalid duration 'soon': [..]"),
    .bad(":fault off --times 3", "--times is nothing for :fault off"),
    .bad(":ops 0", "'0' is no number of operations; give one above 0"),
    .good(":ops", "nothing has been done on the disk yet\n"),
  ]

  @Test(arguments: usages + crashes + faults) func line(_ sample: Case) throws { sample.check(try Bench()) }

  /// Under `always`, crash at each operation of a small session: what was acknowledged is there.
  @Test(arguments: ["kill", "power", "power --torn 20", "power --lost-entries", "power --seed 3"])
  func everyOperationIsSurvived(_ crash: String) throws {
    for number in 1...30 {
      let bench = try Bench()
      bench.runAll(Self.always + ["SET a 1", ":crash \(crash) --at \(number)", ":rewrite"])
      guard bench.workbench.prompt.text == "aofsh(crashed)> " else {
        #expect(number > 20)
        return
      }
      bench.runAll([":start"])
      #expect(bench.run("GET a") == "\"1\"\n", "after operation \(number)")
      bench.runAll(["SET b 2", ":rewrite", ":crash power", ":start"])
      #expect(bench.run("MGET a b") == "1) \"1\"\n2) \"2\"\n", "after operation \(number)")
    }
    Issue.record("the rewrite has more operations than were tried")
  }
}

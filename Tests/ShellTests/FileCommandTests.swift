import Disk
import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// The meta-commands that look at files, change them and damage them.
@Suite struct FileCommandTests {
  static let on = [":config appendfsync no", ":config appendonly yes", "SET a 1"]
  static let off = on + [":stop"]
  static let incr = "appendonlydir/appendonly.aof.1.incr.aof"
  static let inUse = "is in use by the running engine; :stop it first, or say --force"

  static let looking: [Case] = [
    .good(":ls", ".\n"),
    .good(
      ":ls -l",
      """
      .
      └── appendonlydir
          ├── appendonly.aof.1.base.rdb  89 bytes, durable
          ├── appendonly.aof.1.incr.aof  50 bytes, 0 durable
          └── appendonly.aof.manifest    88 bytes, durable

      """, after: on),
    .good(":ls appendonlydir", "appendonlydir\n├── appendonly.aof.1.base.rdb\n...\n", after: on),
    .good(":ls -l manifest", "manifest  88 bytes, durable\n", after: on),
    .good(
      ":ls -l", ".\n├── a\n│   └── x  3 bytes, its name not durable\n└── b\n", after: [":mkdir a b", ":append a/x abc"]),
    .bad(":ls nosuch", "there is no file nosuch; :ls shows what is there"),
    .bad(":ls -a", "there is no option -a; did you mean '-l'?"),
    .bad(":ls ../x", "'../x' leads out of the data directory; give an absolute path for that"),
    .good(
      ":cat incr",
      "*2\\r\\n\n$6\\r\\n\nSELECT\\r\\n\n$1\\r\\n\n0\\r\\n\n*3\\r\\n\n$3\\r\\n\nSET\\r\\n\n$1\\r\\n\na\\r\\n\n$1\\r\\n\n1\\r\\n\n",
      after: on),
    .good(
      ":cat --commands incr", "    offset  db  command\n         0   0  SELECT 0\n        23   0  SET a 1\n", after: on),
    .good(
      ":cat --commands incr",
      "...\n         0   0  SELECT 0\nthe file is torn: what is whole ends at 23, 22 bytes follow\n",
      after: off + [":truncate incr -5"]),
    .good(
      ":cat --commands incr", "...\nthe file is damaged: no command begins at 23\n", after: off + [":corrupt incr 23"]),
    .good(
      ":cat --commands incr",
      "    offset  db        time  command\n        [..]  0  1695656568  SELECT 0\n...\n",
      after: [":config aof-timestamp-enabled yes"] + on),
    .good(
      ":cat manifest", "file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n",
      after: on),
    .good(":cat base", "         0  RDB version 10\n...\n        81  checksum [..] is right\n", after: on),
    .good(":cat base", "...\n[..]damage: [..]\n", after: off + [":truncate base 85"]),
    .good(":cat --hex base", "00000000: 5245 4449 5330 3031 30fa 0972 6564 6973  REDIS0010..redis\n...\n", after: on),
    .good(":cat --raw x", "a\nb", after: [":append x \"a\\nb\""]),
    .good(":cat x", "a\\x00\\xff\\\\é\n\\tb\n", after: [":append x \"a\\x00\\xff\\\\é\\n\\tb\""]),
    .bad(":cat --raw --hex base", "--raw and --hex exclude each other"),
    .bad(":cat", "something is missing; the usage is: :cat [--raw|--hex|--commands] FILE"),
    .bad(":cat xz", "there is no file xz; did you mean 'xy'?", after: [":append xy 1"]),
    .bad(":cat d", "d is a directory; :ls shows what is in it", after: [":mkdir d"]),
    .bad(
      ":cat incr",
      "there is no current incr file: appendonlydir/appendonly.aof.manifest is missing or lists none; :ls shows what is there"
    ),
    .good(":log 1", "1:M 25 Sep 2023 15:42:48.000 * Ready to accept connections\n"),
    .bad(":log x", "'x' is no number of lines; give one above 0"),
    .good(
      ":info",
      """
      directory  [..]/data (removed at exit)
      engine     running, 1 key
      AOF        on, appendfsync no
        base     appendonly.aof.1.base.rdb  89 bytes
        incr     appendonly.aof.1.incr.aof  50 bytes
      logged     1 command since the start: 0 in aof_buf, 1 in the page cache, 0 on the disk
      rewrite    size 139, 89 after the last; by itself when 100 % larger and above 64mb
      snapshot   1 change since the last one, no save points

      """, after: on),
    .good(":info", "...\nengine     crashed; :start recovers\n...\n", after: on + [":crash"]),
    .good(":info", "...\nAOF        off (appendonly no)\n...\n"),
    .good(
      ":buffers",
      "stage       commands  bytes\naof_buf            0      0\npage cache         1     50  SET a 1\n"
        + "disk               0      0\n", after: on),
    .bad(":buffers", "appendonly is no: no command is logged; :config appendonly yes changes that"),
    .bad(":buffers", "no engine is running; :start starts one", after: [":stop"]),
  ]

  static let changing: [Case] = [
    .good(
      ":ls",
      ".\n├── d\n│   ├── x\n│   └── y\n├── e\n│   └── d\n│       ├── x\n│       └── y\n└── f\n    ├── x\n    └── y\n",
      after: [":mkdir d e", ":append d/x 1", ":append d/y 2", ":cp -r d e", ":cp -r d f"]),
    .good(
      ":ls", ".\n├── d\n│   ├── x\n│   └── y\n├── x\n└── y\n",
      after: [":append x 1", ":append y 2", ":mkdir d", ":cp x y d"]),
    .bad(":cp x x", "x and x are the same file", after: [":append x 1"]),
    .bad(":cp d e", "d is a directory; :cp -r copies it", after: [":mkdir d"]),
    .bad(":cp -r d d/e", "d cannot be copied into itself", after: [":mkdir d"]),
    .bad(":cp x y z", "there is no directory z; :mkdir makes one", after: [":append x 1", ":append y 2"]),
    .bad(":cp x z/", "there is no directory z; :mkdir makes one", after: [":append x 1"]),
    .bad(":cp x", "something is missing; the usage is: :cp [-r] [--force] FILE... TARGET"),
    .bad(":cp zz* x", "no file is called like 'zz*'; :ls shows what is there"),
    .bad(":cp x incr", "\(incr) \(inUse)", after: on + [":append x 1"]),
    .good(":cp incr copy", "", after: on),
    .good(":ls", ".\n└── d\n    └── y\n", after: [":append x 1", ":mkdir d", ":mv x y", ":mv y d"]),
    .bad(":mv incr x", "\(incr) \(inUse)", after: on),
    .bad(
      ":mv x /tmp/aofsh-never", "/tmp/aofsh-never is outside of the data directory; !cp, !mv and !rm work anywhere",
      after: [":append x 1"]),
    .bad(":mv d d/e", "d cannot be moved into itself", after: [":mkdir d"]),
    .good(":ls", ".\n└── appendonlydir\n", after: off + [":rm appendonlydir/*"]),
    .good(":ls", ".\n", after: off + [":rm -r *"]),
    .good(":rm --force incr", "", after: on),
    .good(":rm -f nosuch", ""),
    .bad(":rm nosuch", "there is no file nosuch; :ls shows what is there"),
    .bad(":rm appendonlydir", "appendonlydir \(inUse)", after: on),
    .bad(":rm appendonlydir", "appendonlydir is a directory; :rm -r removes it", after: off),
    .bad(":rm -r .", "the data directory itself cannot be removed; :rm -r * empties it"),
    .bad(":rm /etc/hostname", "/etc/hostname is outside of the data directory; !cp, !mv and !rm work anywhere"),
    .bad(":mkdir d", "d is there already", after: [":mkdir d"]),
    .bad(":mkdir d/e", "there is no directory d; :mkdir -p makes that too"),
    .good(":ls", ".\n└── d\n    └── e\n", after: [":mkdir -p d/e", ":mkdir -p d/e"]),
    .good(":truncate incr -5", "\(incr): 50 bytes, now 45\n", after: off),
    .good(":truncate incr 1kb", "\(incr): 50 bytes, now 1024\n", after: off),
    .bad(":truncate incr 1", "\(incr) \(inUse)", after: on),
    .bad(":truncate incr -51", "the file has only 50 bytes: -51 is before its beginning", after: off),
    .bad(":truncate incr x", "invalid size 'x': give a number of bytes, or one with k, kb, m, mb, g or gb", after: off),
    .good(":corrupt incr 0", "\(incr): byte 0 was 0x2a, is 0xd5\n", after: off),
    .good(":corrupt incr -1 0x00", "\(incr): byte 49 was 0x0a, is 0x00\n", after: off),
    .good(":corrupt incr 1 255", "\(incr): byte 1 was 0x32, is 0xff\n", after: off),
    .bad(":corrupt incr 1 256", "'256' is no byte; give a number from 0 to 255, or from 0x00 to 0xff", after: off),
    .bad(":corrupt incr 50", "\(incr) has 50 bytes: there is no byte 50", after: off),
    .bad(":corrupt incr 0", "\(incr) \(inUse)", after: on),
    .bad(":corrupt d 0", "d is a directory; name a file in it", after: [":mkdir d"]),
    .good(":append incr \"*1\\r\\n\"", "\(incr): 50 bytes, now 54\n", after: off),
    .good(":append x a b", "x: 0 bytes, now 3\n"),
    .bad(":append incr x", "\(incr) \(inUse)", after: on),
    .bad(":append \"a\\x00b\" x", "a file name cannot be empty or hold a zero byte"),
  ]

  @Test(arguments: looking) func look(_ sample: Case) throws { sample.check(try Bench()) }

  @Test(arguments: changing) func change(_ sample: Case) throws { sample.check(try Bench()) }

  @Test func removingALinkLeavesWhatItLeadsTo() throws {
    let outside = try ScratchDirectory()
    try PosixDisk.write(outside.path + "/kept", "1")
    let bench = try Bench()
    bench.runAll([":mkdir d", "!ln -s '\(outside.path)' d/link", ":rm -r d"])
    #expect(bench.run(":ls") == ".\n")
    #expect(ScratchDirectory.contents(outside.path + "/kept") == bytes("1"))
  }

  @Test func readOnlyChangesNothing() throws {
    let data = try ScratchDirectory()
    try PosixDisk.write(data.path + "/x", "1")
    let bench = try Bench {
      $0.directory = FilePath(data.path)
      $0.isReadOnly = true
    }
    for line in [":rm x", ":append x 2", ":mkdir d", ":truncate x 0", ":corrupt x 0", ":mv x y", ":cp x y"] {
      #expect(bench.run(line) == "error: the data directory is open read-only (--read-only)\n", "\(line)")
    }
    #expect(bench.run("SET a 1") == "(error) READONLY You can't write against a read only replica.\n")
    #expect(ScratchDirectory.contents(data.path + "/x") == bytes("1"))
  }
}

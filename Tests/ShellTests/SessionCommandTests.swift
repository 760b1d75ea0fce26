import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// Settings, checks, help, and what belongs to the session.
@Suite struct SessionCommandTests {
  static let settings: [Case] = [
    .good(":config appendfsync", "appendfsync  everysec\n"),
    .good(":config APPENDFSYNC always", "appendfsync is always now, and at later starts\n"),
    .good("CONFIG GET appendfsync", "1) \"appendfsync\"\n2) \"no\"\n", after: [":config appendfsync no", ":restart"]),
    .good(":config appendonly", "appendonly  no\n", after: [":config appendonly yes", ":config appendonly no"]),
    .good(
      ":config appendonly", "appendonly  yes  (default no, no at the next start)\n",
      after: ["CONFIG SET appendonly yes"]),
    .good(
      ":config appendfilename x.aof", "appendfilename can only change at a start: it will be x.aof after :restart\n"),
    .good(":config dbfilename x.rdb", "dbfilename can only change at a start: it will be x.rdb after :restart\n"),
    .good(":config appendfilename x.aof", "appendfilename will be x.aof from the next start on\n", after: [":stop"]),
    .good(":config save 60 1", "save is \"60 1\" now, and at later starts\n"),
    .good(
      ":config *fsync*", "aof-rewrite-incremental-fsync[..]\nappendfsync[..]\nno-appendfsync-on-rewrite[..]\n[..]\n"),
    .good(":config", "appendonly [..]\nappendfilename [..]\n...\nstop-writes-on-bgsave-error[..]\n...\n"),
    .bad(":config apendonly", "there is no setting 'apendonly'; did you mean 'appendonly'?"),
    .bad(":config qqqq 1", "there is no setting 'qqqq'; :config lists those of persistence"),
    .bad(":config qq*", "there is no setting like 'qq*'; :config lists those of persistence"),
    .bad(
      ":config appendfsync allways",
      "appendfsync stays as it is: argument(s) must be one of the following: everysec, always, no; did you mean 'always'?"
    ),
    .bad(":config appendonly maybe", "appendonly stays as it is: argument must be 'yes' or 'no'"),
    .bad(
      ":config appendfilename a/b", "appendfilename stays as it is: appendfilename can't be a path, just a filename"),
    .bad(
      ":config dir /tmp",
      "the data directory stays the same while aofsh runs; name another with --dir when you start it"),
    .good(
      ":set",
      "format  tty\necho    off\ntiming  off\nhints   on\nstate   on\npager   on\nguard   on\ncolor   off\nprompt  on\n"
    ),
    .good(":set format json", "format json\n"),
    .good("CONFIG GET appendonly", "{\"appendonly\":\"no\"}\n", after: [":set format json", ":restart"]),
    .good(":set timing", "timing on\n", after: [":set timing on"]),
    .good("PING", "PONG\n(0.000 ms)\n", after: [":set timing on"]),
    .good(":set nohints", "hints off\n"), .good(":set hints", "hints on\n", after: [":set nohints"]),
    .good(":timing on", "timing on\n"), .good("PING", "PONG\n(0.000 ms)\n", after: [":timing on"]),
    .bad(":set format jsn", "a format is tty, raw, csv, json, quoted-json, table; did you mean 'json'?"),
    .bad(":set echoo on", "there is no option 'echoo'; did you mean 'echo'?"),
    .bad(":set echo maybe", "echo is on or off, not 'maybe'"),
  ]

  static let data = [
    "SET a 1", "SET b 2", "SET big \(String(repeating: "x", count: 100))", "SELECT 1", "SET \"c d\" \"\\xff\"",
  ]

  static let checks: [Case] = [
    .good(":check", "there is nothing to check: no append-only file and no dump.rdb\n"),
    .bad(":check x", "that is too much; the usage is: :check [--fix|--resync]"),
    .bad(":check --fix", "the files are in use by the running engine; :stop it first"),
    .good(":mark m", "m: 4 keys\n", after: data),
    .good(":mark", "m: 0 keys\nn: 1 key\n", after: [":mark m", "SET a 1", ":mark n"]),
    .good(":diff m", "no difference\n", after: data + [":mark m"]),
    .good(":diff m", "no difference\n", after: ["SADD s a b c", "HSET h a 1 b 2", ":mark m", "SREM s a", "SADD s a"]),
    .good(
      ":diff m",
      """
      ~ a = "1", now "2"
      - b = "2"
      ~ big = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"... (100 bytes), now another
      + n = "3" (expires 25 Sep 2023 15:44:28.000)
      - [1] "c d" = "\\xff"
      1 new, 2 gone, 2 changed

      """,
      after: data + [":mark m", "DEL \"c d\"", "SELECT 0", "INCR a", "DEL b", "SETRANGE big 99 y", "SET n 3 EX 100"]),
    .good(
      ":diff m", "- a = \"1\" (expires 25 Sep 2023 15:42:49.000)\n1 gone\n",
      after: ["SET a 1 EX 1", ":mark m", ":sleep 2s"]),
    .good(
      ":diff m", "~ a = \"1\", now \"1\" (expires 25 Sep 2023 15:44:28.000)\n1 changed\n",
      after: ["SET a 1", ":mark m", "EXPIRE a 100"]),
    .bad(":diff mm", "there is no mark 'mm'; did you mean 'm'?", after: [":mark m"]),
    .bad(":diff m", "there is no mark 'm'; :mark makes one"),
    .bad(":mark m", "no engine is running; :start starts one", after: [":stop"]),
    .good(":expect PONG", "", after: ["PING", "# a comment", ":expect PO"]),
    Case(
      before: ["PING"], line: ":expect pong",
      prints: "error: expected pong in the last output, which was \"PONG\\n\"\n", outcome: .error),
    Case(line: ":expect x", prints: "error: expected x in the last output, which was nothing\n", outcome: .error),
    .good(":assert GET a == 1", "", after: ["SET a 1"]),
    .good(":assert GET a == (nil)", ""),
    .good(":assert DBSIZE == 0", ""),
    .good(":assert GET a != 2", "", after: ["SET a 1"]),
    .good(":assert SET a \"x y\" == OK", ""),
    .good(":assert GET a == \"x y\"", "", after: ["SET a \"x y\""]),
    .good(":assert GET a == x y", "", after: ["SET a \"x y\""]),
    .good(":assert GET == ERR wrong number of arguments for 'get' command", ""),
    Case(before: ["SET a 1"], line: ":assert GET a == 2", prints: "error: GET a is \"1\", not 2\n", outcome: .error),
    Case(
      before: ["SET a 1"], line: ":assert GET a != 1", prints: "error: GET a is \"1\", which it should not be\n",
      outcome: .error),
    .bad(":assert GET a", "there is no == between command and value, such as in: :assert GET a == 1"),
    .bad(":assert PING == PONG", "no engine is running; :start starts one", after: [":stop"]),
  ]

  static let programming: [Case] = [
    .good(":let n = INCR c", ""), .good("ECHO $n", "\"7\"\n", after: ["SET c 6", ":let n = INCR c"]),
    .good("ECHO \"<${n}>\"", "\"<7>\"\n", after: ["SET c 6", ":let n = INCR c"]),
    .good("ECHO '$n'", "\"$n\"\n", after: ["SET c 6", ":let n = INCR c"]),
    .good("ECHO \"$n\"", "\"$n\"\n", after: [":let n = DBSIZE"]),
    .good("ECHO $m", "\"$m\"\n", after: [":let n = DBSIZE"]),
    .good("ECHO $_", "\"OK\"\n", after: ["SET a 1"]), .good("ECHO $_", "\"$_\"\n"),
    .good(":let", "a = 0\nb = \"x y\"\n", after: [":let b = ECHO \"x y\"", ":let a = DBSIZE"]),
    .bad(":let 1a = DBSIZE", "'1a' is no name: letters, digits and _, no digit first"),
    .bad(":let a DBSIZE", "there is no = and command behind the name, such as in: :let size = DBSIZE"),
    Case(
      line: ":let a = GET", prints: "error: ERR wrong number of arguments for 'get' command\n", outcome: .error),
    .good(":repeat 2 INCR a", "(integer) 1\n(integer) 2\n"), .good(":repeat 0 INCR a", ""),
    .good(":repeat 2\nINCR a\n:end", "(integer) 1\n(integer) 2\n"),
    .good(
      ":repeat 2\n  INCR a\n  :if GET a == 2\n    ECHO two\n  :end\n:end", "(integer) 1\n(integer) 2\n\"two\"\n"),
    .good(":repeat 2\n# :end\nECHO \"a\n:end\"\n:end", "\"a\\n:end\"\n\"a\\n:end\"\n"),
    .good(":if EXISTS a == 1\nPING\n:end", ""), .good(":if $n > 1\nPING\n:end", "PONG\n", after: [":let n = ECHO 2"]),
    Case(
      line: ":repeat 2", prints: "error: Invalid argument(s): a block begins here that no :end closes\n",
      outcome: .error),
    Case(
      line: ":repeat 2\nGET\nPING\n:end",
      prints: String(
        repeating: "(error) ERR wrong number of arguments for 'get' command\nPONG\n", count: 2), outcome: .error),
    .bad(":repeat x PING", "'x' is no number of rounds; such as in: :repeat 10"),
    .bad(":end", "no :repeat and no :if is open here"),
    .bad(":watch 1s PING", ":watch is for a terminal; in scripts there is :repeat N with :sleep"),
    .good(":output", "output is not redirected\n"),
    .good("PING", "", after: [":once /dev/null"]), .good("PING", "PONG\n", after: [":once /dev/null", "PING"]),
    .good("PING", "      5\n", after: [":once \"| wc -c | sed 's/^/      /'\""]),
    .good(":output off", "2\n", after: [":output \"| wc -l\"", "PING", "PING"]),
    .bad(":once /no/such/x", "the output cannot go there: cannot open /no/such/x: No such file or directory"),
    .good(":expect P[..]G", "", after: ["PING"]), .good(":expect --not x", "", after: ["PING"]),
    Case(
      before: ["PING"], line: ":expect --not PO",
      prints: "error: expected no PO in the last output, which was \"PONG\\n\"\n", outcome: .error),
    .good(":assert GET a =~ us*r", "", after: ["SET a user"]), .good(":assert DBSIZE < 1", ""),
    .good(":assert INCRBYFLOAT a 2.5 >= 2.5", ""),
    Case(line: ":assert DBSIZE > 0", prints: "error: DBSIZE is (integer) 0, not > 0\n", outcome: .error),
    Case(
      before: ["SET a x"], line: ":assert GET a =~ y*", prints: "error: GET a is \"x\", not like y*\n", outcome: .error),
    Case(line: ":assert PING < 1", prints: "error: PING is PONG: < compares numbers\n", outcome: .error),
  ]

  static let sessions: [Case] = [
    .good(":help", ":start   [..]\n...\n!LINE  [..]\n:help NAME shows one in full. [..]\n"),
    .good(":help quit", ":quit [STATUS]\n...\n  also: :exit, :q, :x\n...\n"),
    .good(
      ":help :crash", ":crash [kill|power] [--torn BYTES] [--hole] [[..]\n...\n  scenario NAME runs a story [..]\n...\n"
    ),
    .good(":help get", "\n  GET key\n  summary: Get the value of a key\n  since: 1.0.0\n  group: string\n\n"),
    .good("help GET", "\n  GET key\n  summary: Get the value of a key\n  since: 1.0.0\n  group: string\n\n"),
    .good(
      "help config get",
      "\n  CONFIG GET parameter [parameter ...]\n  summary: [..]\n  since: 2.0.0\n  group: server\n\n"),
    .good("help @transactions", "\n  DISCARD\n  summary: [..]\n  since: 2.0.0\n...\n  WATCH key [key ...]\n...\n"),
    .good("help", "help COMMAND  [..]\n...\n"),
    .bad("help gte", "there is no command 'gte' here; did you mean 'get'?"),
    .bad("help @strng", "there is no group '@strng'; did you mean '@string'?"),
    .bad("help config gett", "config has no subcommand 'gett'; did you mean 'get'?"),
    .bad(":help crsh", "there is no meta-command :crsh; did you mean ':crash'?"),
    .bad(":strat", "there is no meta-command :strat; did you mean ':start'?"),
    .bad(":qqqqqq", "there is no meta-command :qqqqqq; :help lists them"),
    Case(line: ":quit", prints: "", outcome: .quit(nil)),
    Case(line: ":q 7", prints: "", outcome: .quit(7)),
    Case(line: "QUIT", prints: "", outcome: .quit(nil)),
    Case(line: "exit", prints: "", outcome: .quit(nil)),
    .bad(":quit 256", "'256' is no exit status; give a number from 0 to 255"),
    .good("2 INCR a", "(integer) 1\n(integer) 2\n"),
    Case(
      line: "GET \"a\"b", prints: "error: Invalid argument(s): a closing quote must be followed by a space (byte 8)\n",
      outcome: .error),
    .good("!echo a; echo b >&2", "a\nb\n"),
    .good("!pwd", "[..]/data\n"),
    .good("!printf '%s' \"it's \\$(1)\"", "it's $(1)"),
    .bad("!exit 3", "the system shell ended with status 3"),
    .bad("!kill -9 $$", "the system shell was ended by signal 9"),
    .bad("!", "give a line for the system shell behind the !, such as: !ls -l"),
    .bad(":source /nosuch/file", "there is no file /nosuch/file"),
    .bad(":source", "something is missing; the usage is: :source FILE"),
    .good(":session", "* main\n"),
    .bad(":serve 1 2", "that is too much; the usage is: :serve [PORT]"),
    .bad(":session a b", "that is too much; the usage is: :session [NAME]"),
    .good(":record", "this session is not kept\n"),
    .bad(":record off", "this session is not kept; :record FILE begins that"),
    .bad(":record /nosuch/x", "the session cannot be kept: cannot open /nosuch/x: No such file or directory"),
  ]

  @Test(arguments: settings + checks + programming + sessions) func line(_ sample: Case) throws {
    sample.check(try Bench())
  }

  @Test func safeRefusesTheSystemShell() throws {
    let bench = try Bench { $0.isSafe = true }
    #expect(bench.run("!ls") == "error: lines for the system shell are off, because of --safe\n")
    #expect(bench.result.outcome == .failed)
  }

  @Test func everyMetaCommandIsTestedAndDocumented() {
    let cases =
      settings + checks + programming + sessions + LifetimeTests.cases + FileCommandTests.looking
      + FileCommandTests.changing + CrashCommandTests.faults
    let lines: [String] = cases.map(\.line) + cases.map(\.before).joined()
    let tested: Set<String> = Set(lines.map { line in String(line.prefix { $0 != " " }) })
    for command in MetaTable().all {
      #expect(tested.contains(":\(command.name)"), "\(command.name)")
      #expect(!command.summary.isEmpty && command.summary.utf8.count <= 90, "\(command.name)")
      #expect(command.example.contains("> :\(command.name)"), "\(command.name)")
      #expect(command.details.split(separator: "\n").allSatisfy { $0.utf8.count <= 120 }, "\(command.name)")
      for option in command.options.keys where option != "-rf" {
        #expect(command.usage.contains(option), "\(command.name) \(option)")
      }
    }
  }

  private var settings: [Case] { Self.settings }
  private var checks: [Case] { Self.checks }
  private var programming: [Case] { Self.programming }
  private var sessions: [Case] { Self.sessions }

  @Test func recordingPassesAsATest() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/session.md"
    let bench = try Bench { $0.directives = [] }
    bench.runAll([
      ":record \(path)", "SET a \"1\n2\"", "GET a", ":config appendonly yes", "CONFIG SET requirepass secret",
      ":repeat 2\n  INCR n\n:end", ":let n = GET n", "ECHO \"$n <${n}>\"", "ECHO ...", "ECHO [..]",
    ])
    bench.run(":let pass = AUTH secret")
    bench.run("GET")
    bench.run(":nosuch")
    bench.runAll([":record off"])
    let recorded = text(ScratchDirectory.contents(path))
    #expect(!recorded.contains("secret"))
    #expect(recorded.contains("aofsh> SET a \"1\n...> 2\"\nOK\n"))
    let output = CollectedOutput()
    let status = TranscriptRunner(options: WorkbenchOptions(), updates: false, sink: output).run([FilePath(path)])
    #expect(status == 0, "\(text(output.output))")
    let again = bench.run(":record \(path)")
    #expect(again.hasSuffix("; choose another name or remove it first\n"), "\(again)")
  }
}

import TestSupport
import Testing

/// The shell as a person sees it: keys typed at a pseudo-terminal, and what then stands on the screen.
@Suite(.serialized) struct TerminalShellTests {
  /// Keys and what they lead to.
  struct Step: Sendable {
    let keys: String
    /// How the last line begins then.
    var line: String?
    /// What stands somewhere on the screen.
    var shows: String?
    /// What does not.
    var hides: String?
    /// Whether the keys are typed while a line runs.
    var isAside = false

    /// Whether the keys are for a prompt: what is typed before it the terminal echoes, and takes Ctrl-R for itself.
    var awaitsPrompt: Bool { !isAside && !["", "\u{03}", "n\r", "y\r", "\r"].contains(keys) }

    init(
      _ keys: String, line: String? = nil, shows: String? = nil, hides: String? = nil, isAside: Bool = false
    ) {
      (self.keys, self.line, self.shows, self.hides, self.isAside) = (keys, line, shows, hides, isAside)
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var arguments: [String] = []
    var columns = 80
    var environment: [String: String] = [:]
    let steps: [Step]

    var testDescription: String { name }
  }

  static let virtual = ["--clock", "virtual", "--set", "save="]

  static let prompt: [Case] = [
    Case(
      name: "a hint follows what is typed",
      steps: [
        Step("get", line: "aofsh> get key"), Step(" abc ", line: "aofsh> get abc  ", hides: "abc key"),
        Step("\u{15}SET k v EX ", line: "aofsh> SET k v EX seconds [NX|XX] [GET]"),
        Step("10 ", line: "aofsh> SET k v EX 10 [NX|XX] [GET]"), Step("NX GET\r", shows: "(nil)"),
        Step("", line: "aofsh>   ", hides: "GET (nil)"),
      ]),
    Case(
      name: "hints can be turned off",
      steps: [Step(":set hints off\r", shows: "hints off"), Step("GET ", line: "aofsh> GET  ", hides: "GET key")]),
    Case(
      name: "the state of persistence stands at the right edge", arguments: ["--set", "appendonly=yes"],
      steps: [
        Step("", line: "aofsh>     ", shows: "AOF everysec: all on disk"),
        Step(":config appendfsync no\rSET a 1\r", shows: "AOF no: cache 50 B"),
        Step(":set state off\r", shows: "state off"),
      ]),
    Case(name: "read-only is said", arguments: ["--read-only"], steps: [Step("", shows: "read-only")]),
    Case(
      name: "narrow terminals keep the line", columns: 30,
      steps: [Step("SET k ", line: "aofsh> SET k value [NX|XX] […"), Step("v\r", shows: "\nOK")]),
    Case(
      name: "without colours hints stand apart", environment: ["NO_COLOR": "1"],
      steps: [Step("GET ", line: "aofsh> GET      "), Step("", shows: "   key")]),
    Case(
      name: "Tab completes commands, option words, keys by type, settings and their values",
      steps: [
        Step("getd\t", line: "aofsh> getdel key"), Step("\u{15}SET k v K\t", line: "aofsh> SET k v KEEPTTL"),
        Step("\u{15}SET apple 1\rRPUSH applause 1\rLPOP app\t", line: "aofsh> LPOP applause [count]"),
        Step("\u{15}GET app\t", line: "aofsh> GET apple "),
        Step("\u{15}CONFIG SET appendfs\t", line: "aofsh> CONFIG SET appendfsync value"),
        Step("al\t", line: "aofsh> CONFIG SET appendfsync always"), Step("\u{15}:cra\t", line: "aofsh> :crash [kill|"),
      ]),
    Case(
      name: "Tab completes files", arguments: ["--set", "appendonly=yes"],
      steps: [Step(":cat appendonlyd\t", line: "aofsh> :cat appendonlydir/"), Step("\r", shows: "is a directory")]),
    Case(
      name: "arrows search by prefix and move by words",
      steps: [
        Step("SET a 1\rPING\rSET b 2\rSE\u{1B}[A", line: "aofsh> SET b 2"), Step("\u{1B}[A", line: "aofsh> SET a 1"),
        Step("\u{1B}[1;5D\u{1B}[1;5DX\r", shows: "aofsh> SET Xa 1\nOK"),
        Step("\u{12}PIN", shows: "bck:PIN"), Step("\r", shows: "aofsh> SET Xa 1\nOK\naofsh> PING\nPONG"),
      ]),
    Case(
      name: "pasted lines run one by one",
      steps: [
        Step("\u{1B}[200~SET a 1\nINCR a\nSET t \"x\ny\"\nGET t\u{1B}[201~", line: "aofsh> GET t"),
        Step("\r", shows: "aofsh> INCR a\n(integer) 2\n"), Step("", shows: "\"x\\ny\"\n"),
      ]),
    Case(
      name: "values have several lines",
      steps: [
        Step("SET t \"one\r", line: "...>"), Step("two\"\r", shows: "OK"), Step("GET t\r", shows: "\"one\\ntwo\""),
        Step("ECHO 'a\u{1B}\rb'\r", shows: "\"a\\nb\""),
      ]),
    Case(
      name: "Ctrl-C clears the line",
      steps: [
        Step("GET half", line: "aofsh> GET half"), Step("\u{03}", shows: "GET half^C"), Step("PING\r", shows: "PONG"),
      ]),
    Case(
      name: "Ctrl-C ends what a line does and leaves the shell",
      steps: [
        Step(":sleep 1h\r"), Step("\u{03}", shows: "^C\nerror: interrupted", isAside: true),
        Step(":repeat 9\r", line: "...>"), Step("BLPOP k 0\r", shows: "...> BLPOP k 0\n...>"), Step(":end\r"),
        // What is told depends on whether the command waits already.
        Step("\u{03}", shows: "...> :end\n^C\n", isAside: true), Step("ECHO ended\r", shows: "\"ended\"\naofsh>"),
        Step("99 BLPOP k 0\r"), Step("\u{03}", shows: "99 BLPOP k 0\n^C\nerror: ", isAside: true),
        Step("!cat\r"), Step("echoed\r", shows: "echoed\nechoed", isAside: true),
        Step("\u{03}", shows: "^C\nerror: the system shell was ended", isAside: true),
        Step("PING\r", shows: "PONG"),
      ]),
    Case(
      name: "a paste stops at an error and says so",
      steps: [
        Step(
          "\u{1B}[200~SET a 1\nNOSUCH\nSET a 2\nGET a\nSET\u{1B}[201~", shows: "is not run: 3 pasted lines\naofsh>"),
        Step("GET a\r", shows: "\"1\""),
      ]),
    Case(
      name: "vi mode is unharmed", environment: ["EDITRC": "/tmp/aofsh-editrc-of-tests"],
      steps: [
        Step("GET abc", line: "aofsh> GET abc"), Step("\u{1B}", line: "aofsh> GET abc"),
        Step("0xxxx", line: "aofsh> abc"),
        Step("iECHO \r", shows: "\n\"abc\""),
      ]),
  ]

  static let safety: [Case] = [
    Case(
      name: "a person is asked before data is destroyed", arguments: ["--set", "appendonly=yes"],
      steps: [
        Step("SET a 1\rFLUSHALL\r", line: "Go on? [y/N]", hides: "FLUSHALL\nOK"),
        Step("", shows: "FLUSHALL deletes 1 key in 1 database.\nUntil the next rewrite these bring them back: :stop"),
        Step("n\r", shows: "not done"), Step("DBSIZE\r", shows: "(integer) 1"), Step("FLUSHALL\r", line: "Go on?"),
        Step("y\r", shows: "Go on? [y/N] y\nOK"), Step(":rm -r appendonlydir\r", shows: "This removes 3 files with"),
        Step("\r", shows: "brings them back"), Step("SHUTDOWN NOSAVE\r", shows: "Nothing is lost"), Step("n\r"),
        Step("DEBUG SEGFAULT\r", shows: "ends the engine as a crash does"), Step("n\r"),
        Step(":set guard off\rSET a 1\rFLUSHALL\rDBSIZE\r", shows: "(integer) 0"),
      ])
  ]

  static let help: [Case] = [
    Case(
      name: "errors point at their cause",
      steps: [
        Step("GTE k\r", shows: "GTE k\n  ^^^ did you mean GET?"),
        Step("SET k v EXX 1\r", shows: "SET k v EXX 1\n          ^^^ did you mean"),
        Step("LPUSH s 1\rGET s\r", shows: "GET s\n      ^ this key holds a list"),
        Step("SETEX k x v\r", shows: "SETEX k x v\n          ^ expected seconds (an integer)"),
        Step("SET k\r", shows: "SET k\n        ^ missing: value"), Step("CONFIG STE a b\r", shows: "did you mean SET?"),
        Step("CONFIG SET apendonly yes\r", shows: "did you mean appendonly?"),
        Step(":crahs\r", shows: "did you mean ':crash'"),
      ]),
    Case(
      name: "a question mark asks",
      steps: [
        Step("GETDEL ?\r", shows: "summary: Get the value of a key and delete the key"),
        Step("", line: "aofsh> GETDEL key"), Step("\u{15}KEYS ?\r", shows: "(empty array)"),
        Step(":sleep ?\r", shows: ":sleep DURATION"), Step("\u{15}help @hyperloglog\r", shows: "PFADD key"),
      ]),
  ]

  static let output: [Case] = [
    Case(
      name: "replies as tables, also narrow ones", arguments: ["--format", "table"], columns: 30,
      steps: [
        Step(
          "HSET h field 1 long \(String(repeating: "x", count: 40))\rHGETALL h\r", shows: "field  value\n-----  ---"),
        Step("", shows: "…\n(2 rows)"),
      ]),
    Case(
      name: "texts keep to narrow terminals", columns: 30,
      steps: [
        Step("SET key a b c d e f\r", shows: "\n  SET key a b c d e f\n            ^\n  expected NX, XX, GET, EX\n"),
        Step("help get\r", shows: "  summary: Get the value of a\n      key\n"),
      ]),
    Case(
      name: "output goes to a file, a command, a pager", environment: ["PAGER": "sed -n 's/^# /paged: /p'"],
      steps: [
        Step(":once \"| wc -l\"\rECHO 1\r", shows: "\n1\naofsh>"), Step("INFO\r", shows: "paged: Server"),
        Step(":set pager off\rINFO persistence\r", shows: "# Persistence"),
        Step(":once /dev/null\rINCR\r", shows: "INCR\n(error) ERR wrong number"),
      ]),
    Case(
      name: "times, counts and blocks", arguments: virtual,
      steps: [
        Step(":set timing on\rPING\r", shows: "PONG\n(0.000 ms)"),
        Step(":set timing off\r2 ECHO z\r", shows: "\"z\"\n\"z\""),
        Step(":repeat 2\r", line: "...>"), Step("INCR n\r", line: "...>"),
        Step(":end\r", shows: "(integer) 1\n(integer) 2"),
        Step(":let n = GET n\rECHO <${n}>\r", shows: "\"<2>\""),
      ]),
    Case(
      name: "a watch ends with Ctrl-C",
      steps: [
        Step(":watch 50ms INCR w\r", shows: "every 50ms: INCR w — Ctrl-C ends\n(integer) 3"),
        Step("\u{03}", line: "aofsh>"), Step("PING\r", shows: "PONG"),
      ]),
  ]

  @Test(arguments: prompt + safety + help + output) func session(_ given: Case) throws {
    try ScratchDirectory.write(Array("bind -v\n".utf8), to: "/tmp/aofsh-editrc-of-tests")
    let session = try TerminalSession(given.arguments, columns: given.columns, environment: given.environment)
    #expect(session.waitForLastLine("aofsh>"))
    for step in given.steps {
      if step.awaitsPrompt { #expect(session.waitForEditing()) }
      if step.isAside { #expect(session.waitForRunning()) }
      session.type(step.keys)
      if let line = step.line {
        let found = session.wait { screen in
          (screen.lines.last ?? "").padding(100).hasPrefix(line)
        }
        #expect(found, "after \(step.keys.debugDescription):\n\(session.screen.text)")
      }
      if let shows = step.shows {
        #expect(session.waitFor(shows), "after \(step.keys.debugDescription):\n\(session.screen.text)")
      }
      if let hides = step.hides {
        #expect(!session.screen.text.contains(hides), "after \(step.keys.debugDescription):\n\(session.screen.text)")
      }
    }
    // A Ctrl-D before the prompt would be the end of a file to the kernel.
    #expect(session.waitForLastLine("aofsh") && session.waitForEditing())
    session.type("\u{15}\u{04}")
    #expect(session.end() == 0 || given.name.contains("vi mode"))
  }
}

extension String {
  /// With spaces behind it.
  fileprivate func padding(_ count: Int) -> String { self + String(repeating: " ", count: count) }
}

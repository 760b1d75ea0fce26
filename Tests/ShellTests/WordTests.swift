import Bytes
import Shell
import Testing

@Suite("Prompts, secrets, amounts and suggestions") struct WordTests {
  private func parse(_ line: String) -> (prompt: Prompt, length: Int)? { Prompt.parse(bytes(line).span) }

  private func continuation(_ line: String) -> Int? { Prompt.parseContinuation(bytes(line).span) }

  private func isSecret(_ line: String) -> Bool { Secrets.isSecret(bytes(line).span) }

  private func duration(_ text: String) throws(ValueError) -> Duration { try Amount.duration(bytes(text).span) }

  private func size(_ text: String) throws(ValueError) -> Int { try Amount.size(bytes(text).span) }

  @Test("writes and reads prompts")
  func prompts() {
    let prompts: [(Prompt, String)] = [
      (Prompt(), "aofsh> "), (Prompt(database: 3), "aofsh[3]> "), (Prompt(isInTransaction: true), "aofsh(TX)> "),
      (Prompt(database: 15, isInTransaction: true), "aofsh[15](TX)> "),
      (Prompt(engine: .stopped), "aofsh(stopped)> "), (Prompt(engine: .crashed), "aofsh(crashed)> "),
    ]
    for (prompt, shown) in prompts {
      #expect(prompt.text == shown)
      for line in [shown, shown + "SET a 1", String(shown.dropLast())] {
        let parsed = parse(line)
        #expect(parsed?.prompt == prompt)
        #expect(parsed?.length == shown.utf8.count - 1)
      }
    }
    #expect(Prompt(database: 2, engine: .stopped).text == "aofsh(stopped)> ")
    for other in [
      "", "aofsh", "aofsh>x", " aofsh> ", "aofsh[]> ", "aofsh[-1]> ", "aofsh[3> ", "aofsh(tx)> ",
      "aofsh(TX)(stopped)> ",
      "aofsh(TX)[3]> ", "AOFSH> ", "aofsh[99999999999999999999]> ", "aofsh[03]> ", "...> ",
    ] {
      #expect(parse(other) == nil, "\(other)")
    }
    #expect(continuation("...> x") == 4)
    #expect(continuation("...>") == 4)
    for other in ["...", "...>x", "..> ", ""] { #expect(continuation(other) == nil) }
  }

  @Test(
    "finds secrets",
    arguments: [
      "AUTH pw", "auth", "\"AUTH\" pw", "  AuTh user pw", "AUTH \"unbalanced", "'auth x", "a\"uth\" x", "a\"uth\" \"x",
      ":config requirepass 'x", "\"auth\"x pw",
      #""\x61uth" x"#, "3 AUTH pw", "ACL SETUSER a >b", "acl getuser a", "ACL DELUSER a", "CONFIG SET requirepass x",
      "config set maxmemory 1 masterauth x", "CONFIG SET masteruser x", "CONFIG SET tls-key-file-pass x",
      "CONFIG SET tls-client-key-file-pass x", "CONFIG SET requirepass", "HELLO 3 AUTH u p",
      "HELLO 3 SETNAME n AUTH u p",
      "MIGRATE h 1 k 0 1 AUTH p", "MIGRATE h 1 \"\" 0 1 COPY AUTH2 u p KEYS a", "SENTINEL CONFIG SET sentinel-pass x",
      "SENTINEL SET m auth-pass x", "sentinel set m quorum 2 auth-user x", ":config requirepass x", ":set masterauth x",
      ":assert AUTH x == OK", ":assert ACL SETUSER a >b == OK",
    ])
  func secrets(line: String) { #expect(isSecret(line)) }

  @Test(
    "leaves other lines alone",
    arguments: [
      "", " ", "SET auth pw", "GET AUTH", "ACL LIST", "ACL WHOAMI", "ACL", "CONFIG GET requirepass",
      "CONFIG SET maxmemory 1",
      "CONFIG SET maxmemory requirepass", "CONFIG", "HELLO 3", "HELLO 3 SETNAME n", "MIGRATE h 1 k 0 1", "MIGRATE",
      "SENTINEL SET m quorum 2", "SENTINEL", ":config requirepass", ":config", ":", ":ls", "# AUTH pw", "author x", "3",
      "SET k \"auth", "!auth",
    ])
  func harmless(line: String) { #expect(!isSecret(line)) }

  @Test("reads durations")
  func durations() throws {
    let good: [(String, Duration)] = [
      ("100ms", .milliseconds(100)), ("2s", .seconds(2)), ("1m", .seconds(60)), ("1h", .seconds(3600)),
      ("5", .seconds(5)),
      ("0", .zero), ("1.5s", .milliseconds(1500)), ("0.1", .milliseconds(100)), ("10US", .microseconds(10)),
      ("0.5us", .nanoseconds(500)), ("2d", .seconds(172_800)), ("007s", .seconds(7)), ("1.0000000000001s", .seconds(1)),
      ("36500d", .seconds(36_500 * 86_400)),
    ]
    for (text, expected) in good { #expect(try duration(text) == expected, "\(text)") }
    let bad = [
      "", "s", "ms", "-1s", "+1", "1 s", "1.s", ".5s", "1..2", "1e3", "1x", "0x10", "99999999999999999999", "1.5.2s",
      " 1",
      "1s ", "999999999999999h", "inf", "1sm", "\u{661}s",
    ]
    for text in bad {
      let error = #expect(throws: ValueError.self) { try duration(text) }
      #expect(error?.message.contains("'\(text)'") == true)
    }
  }

  @Test("reads sizes")
  func sizes() throws {
    let good: [(String, Int)] = [
      ("0", 0), ("1", 1), ("12b", 12), ("1k", 1000), ("1kb", 1024), ("2MB", 2 << 20), ("1m", 1_000_000),
      ("3Gb", 3 << 30),
      ("1g", 1_000_000_000), ("007", 7), ("000", 0), ("9223372036854775807", .max),
    ]
    for (text, expected) in good { #expect(try size(text) == expected, "\(text)") }
    let bad = [
      "", "b", "kb", "-1", "1.5mb", "1 kb", "1kk", "1kib", "9223372036854775808", "9999999999gb", "0x1", "1t", "1bb",
    ]
    for text in bad { #expect(throws: ValueError.self, "\(text)") { try size(text) } }
  }

  @Test("suggests the names that are nearest")
  func suggestions() {
    let names = [
      "get", "set", "getdel", "getex", "bgsave", "save", "expire", "expireat", "pexpire", "ping", "ttl", "pttl",
    ]
    let cases: [(String, [String])] = [
      ("expier", ["expire"]), ("EXPIRE", ["expire"]), ("expirea", ["expire", "expireat"]), ("gte", ["get"]),
      ("pign", ["ping"]),
      ("sav", ["save"]), ("bgsvae", ["bgsave"]), ("xyzzy", []), ("", []), ("x", []),
      ("getdl", ["getdel"]),
    ]
    for (typed, expected) in cases { #expect(Suggestions.nearest(to: typed, among: names) == expected, "\(typed)") }
    #expect(Suggestions.nearest(to: "sett", among: ["set", "get"], limit: 1) == ["set"])
    #expect(Suggestions.nearest(to: "abc", among: [String]()) == [])
  }
}

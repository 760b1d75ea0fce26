import Bytes
import RESP
import Testing

@testable import Shell

/// Replies as tables, and other output for people.
@Suite struct TableTests {
  private func table(_ reply: Reply, _ command: String, columns: Int? = nil) -> String? {
    let words = command.split(separator: " ").map { bytes(String($0)) }
    return ReplyTable(reply, to: words).map { text($0.text(columns: columns) { text($0).count }) }
  }

  private func bulk(_ texts: String...) -> Reply { .array(texts.map { .bulk(bytes($0)) }) }

  @Test func pairs() {
    #expect(
      table(bulk("a", "1", "long", "x"), "HGETALL h") == """
        field  value
        -----  -----
        a      1
        long   x
        (2 rows)

        """)
    #expect(
      table(bulk("m", "1.5", "n", "10"), "ZRANGE z 0 -1 WITHSCORES")?.contains("m         1.5\nn          10\n") == true
    )
    #expect(table(bulk("a", "b"), "MGET k l") == "key  value\n---  -----\nk    a\nl    b\n(2 rows)\n")
    #expect(table(.array([]), "HGETALL h") == "field  value\n-----  -----\n(0 rows)\n")
  }

  @Test func entriesOfStreams() {
    let entries = Reply.array([
      .array([.bulk(bytes("1-0")), bulk("a", "1", "b", "2")]), .array([.bulk(bytes("2-0")), bulk("c", "3")]),
    ])
    #expect(
      table(entries, "XRANGE s - +") == """
        id   a  b  c
        ---  -  -  -
        1-0  1  2
        2-0        3
        (2 rows)

        """)
  }

  @Test func textsOfPeople() {
    let info = Reply.bulk(bytes("# Server\r\nversion:7\r\n\r\n# Stats\r\nhits:1\r\n"))
    #expect(
      table(info, "INFO")
        == "section  field    value\n-------  -------  -----\nserver   version  7\nstats    hits     1\n(2 rows)\n")
    #expect(table(.integer(3), "DBSIZE") == nil)
    #expect(table(.bulk(bytes("x")), "GET a") == nil)
    #expect(table(.array([bulk("a"), bulk("b")]), "XREAD") == nil)
    #expect(table(bulk("x\ny\u{1B}", "日本"), "LRANGE l 0 -1")?.contains("1  x\\ny\\x1b\n2  日本") == true)
  }

  @Test func narrowTerminals() {
    let reply = bulk("field", String(repeating: "x", count: 50), "other", "y")
    let cut = table(reply, "HGETALL h", columns: 30) ?? ""
    #expect(cut.split(separator: "\n").allSatisfy { $0.count < 30 })
    #expect(cut.contains("xxx\u{2026}\n"))
    let records = table(reply, "HGETALL h", columns: 12) ?? ""
    #expect(records.hasPrefix("-- row 1 --\nfield  field\nvalue  xxxx"))
    for columns in 1...80 { #expect(table(reply, "HGETALL h", columns: columns)?.isEmpty == false) }
  }

  @Test func bytesSurviveQuotedJSON() {
    var writer = ByteWriter()
    let reply = Reply.array([
      .bulk([0xFF, 0x22, 0x5C, 0x0A, 0x61]), .null, .integer(-1), .error(bytes("ERR no")),
      .double(.infinity, text: bytes("inf")),
      .map([.init(key: .integer(1), value: .bool(true))]),
    ])
    ReplyFormat.quotedJSON.write(reply, into: &writer)
    #expect(
      text(writer.array)
        == #"["\\xff\\\"\\\\\\na",null,-1,{"error":"ERR no"},"inf",{"1":true}]"# + "\n")
  }

  @Test func progressTellsRateAndTimeLeft() {
    var progress = Progress("loading", now: 0)
    #expect(progress.line(done: 10, of: 100, unit: .bytes, now: 400_000) == nil)
    #expect(
      progress.line(done: 1 << 20, of: 4 << 20, unit: .bytes, now: 1_000_000)
        == "loading 1.0 M of 4.0 M, 25 %, 1.0 M/s, 4s left")
    #expect(progress.line(done: 2 << 20, of: 4 << 20, unit: .bytes, now: 1_050_000) == nil)
    #expect(progress.line(done: 30, of: nil, unit: .keys, now: 3_000_000) == "loading 30 keys, 10 keys/s")
  }

  @Test func progressIsOneLineThatIsWipedOff() {
    var now: Int64 = 0
    var written = ""
    let line = ProgressLine(columns: { 30 }, now: { now }, emit: { written += text($0) })
    line.begin("checking")
    line.show(done: 10, of: 100)
    line.clear()
    #expect(written.isEmpty)
    now = 1_000_000
    line.show(done: 10, of: 100)
    #expect(written == "\r\u{1B}[Kchecking 10 B of 100 B, 10 %,")
    written = ""
    line.clear()
    line.clear()
    #expect(written == "\r\u{1B}[K")
    // The next file has a time of its own.
    now = 1_200_000
    line.show(done: 5, of: 50)
    line.end()
    #expect(written == "\r\u{1B}[K")
  }

  @Test func recordingsLeaveOutTimesAndNumbersOfTheLog() {
    let log = "30117:M 23 Nov 2026 05:38:51.982 * RDB age 73 seconds\n(0.123 ms)\naofsh> x\nDone 7\n"
    #expect(text(Recording.generalized(bytes(log))) == "[..] * RDB age [..] seconds\n([..] ms)\n\\aofsh> x\nDone 7\n")
  }

  @Test func warningsSayWhatIsLostAndTheWayBack() throws {
    let bench = try Bench { $0.directives.append(("appendonly", bytes("yes"))) }
    #expect(bench.workbench.warning(before: bytes("FLUSHALL")) == nil)
    bench.runAll(["SET a 1", "SET b 2", ":config appendfsync always"])
    let warning = try #require(bench.workbench.warning(before: bytes("2 flushall async")))
    #expect(warning.hasPrefix("FLUSHALL deletes 2 keys in 1 database.\nUntil the next rewrite these bring them back: "))
    bench.runAll(["FLUSHALL"])
    let remedy = warning.split(separator: ": ").last.map(String.init) ?? ""
    bench.runAll(remedy.split(separator: ", ").map(String.init))
    #expect(bench.run("MGET a b") == "1) \"1\"\n2) \"2\"\n")
    #expect(bench.workbench.warning(before: bytes(":rm -r --force appendonlydir"))?.contains("3 files") == true)
    #expect(bench.workbench.warning(before: bytes(":repeat 2\nPING\nFLUSHDB\n:end"))?.hasPrefix("FLUSHDB") == true)
    #expect(bench.workbench.warning(before: bytes("GET flushall")) == nil)
  }

  @Test(arguments: [
    ("SET k ?", "help set", "SET k "), ("config set ?", "help config set", "config set "),
    (":cat ?", ":help cat", ":cat "),
  ])
  func questions(_ line: String, _ asked: String, _ rest: String) throws {
    let question = try #require(try Bench().workbench.question(bytes(line)))
    #expect(text(question.line) == asked)
    #expect(text(question.rest) == rest)
  }

  @Test(arguments: ["KEYS ?", "SET k \"?\"", "SCAN 0 MATCH ?", "nosuch ?", "?", "SET k what?"])
  func noQuestions(_ line: String) throws {
    #expect(try Bench().workbench.question(bytes(line)) == nil)
  }
}

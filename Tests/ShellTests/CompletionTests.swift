import Testing

@testable import Shell

/// Completion and hints.
@Suite struct CompletionTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    let line: String
    let start: Int
    let candidates: [String]

    var testDescription: String { line }
  }

  static let setup = [
    ":config appendfsync no", ":config appendonly yes", "SET apple 1", "SET \"apple pie\" 2", "SET \"\\xff\" 3",
    "RPUSH list a", "SELECT 1", "SET other 1", "SELECT 0", ":mark first", ":append notes.txt x",
  ]

  static let samples = [
    Sample(line: "GET", start: 0, candidates: ["GET", "GETBIT", "GETDEL", "GETEX", "GETRANGE", "GETSET"]),
    Sample(line: "getd", start: 0, candidates: ["getdel"]),
    Sample(line: "  getd", start: 2, candidates: ["getdel"]),
    Sample(line: "hel", start: 0, candidates: ["hello", "help"]),
    Sample(line: "GET app", start: 4, candidates: ["apple", "\"apple pie\""]),
    Sample(line: "GET \"app", start: 4, candidates: ["\"apple\"", "\"apple pie\""]),
    Sample(line: "GET 'apple p", start: 4, candidates: ["'apple pie'"]),
    Sample(line: "DEL x app", start: 6, candidates: ["apple", "\"apple pie\""]),
    Sample(line: "MSET k v app", start: 9, candidates: ["apple", "\"apple pie\""]),
    Sample(line: "MSET k app", start: 7, candidates: []),
    Sample(line: "GET oth", start: 4, candidates: []),
    Sample(line: "5 GET app", start: 6, candidates: ["apple", "\"apple pie\""]),
    Sample(line: ":watch 1s getd", start: 10, candidates: ["getdel"]),
    Sample(line: ":let n = GET app", start: 13, candidates: ["apple", "\"apple pie\""]),
    Sample(line: ":repeat 3 :cr", start: 10, candidates: [":crash"]),
    Sample(line: "SET k v k", start: 8, candidates: ["keepttl"]),
    Sample(line: "SET k v ", start: 8, candidates: ["EX", "EXAT", "GET", "KEEPTTL", "NX", "PX", "PXAT", "XX"]),
    Sample(line: "SET k v NX ", start: 11, candidates: ["EX", "EXAT", "GET", "KEEPTTL", "PX", "PXAT"]),
    Sample(line: "SET k v EX ", start: 11, candidates: []),
    Sample(line: "ZRANGE z 0 -1 w", start: 14, candidates: ["withscores"]),
    Sample(line: "LPUSH ", start: 6, candidates: ["list"]),
    Sample(line: "LPUSH l", start: 6, candidates: ["list"]),
    Sample(line: "GET l", start: 4, candidates: []),
    Sample(line: "SET l", start: 4, candidates: ["list"]),
    Sample(line: "TYPE l", start: 5, candidates: ["list"]),
    Sample(line: "ZUNIONSTORE other 1 app", start: 20, candidates: []),
    Sample(line: "SUNIONSTORE l", start: 12, candidates: ["list"]),
    Sample(line: "SCAN 0 TYPE ha", start: 12, candidates: ["hash"]),
    Sample(line: "COMMAND DOCS getd", start: 13, candidates: ["getdel"]),
    Sample(line: ":set format ta", start: 12, candidates: ["table"]),
    Sample(line: "CONFIG ge", start: 7, candidates: ["get"]),
    Sample(line: "CONFIG GET appendf", start: 11, candidates: ["appendfilename", "appendfsync"]),
    Sample(line: "config set appendfsync e", start: 23, candidates: ["everysec"]),
    Sample(line: "CONFIG SET appendfsync no appendo", start: 26, candidates: ["appendonly"]),
    Sample(line: ":cr", start: 0, candidates: [":crash"]),
    Sample(line: ":crash ", start: 7, candidates: ["kill", "power", "scenario"]),
    Sample(line: ":crash p", start: 7, candidates: ["power"]),
    Sample(line: ":crash power --t", start: 13, candidates: ["--torn"]),
    Sample(line: ":config appendfsync a", start: 20, candidates: ["always"]),
    Sample(line: ":config appendonl", start: 8, candidates: ["appendonly"]),
    Sample(line: ":cat not", start: 5, candidates: ["notes.txt"]),
    Sample(line: ":cat inc", start: 5, candidates: ["incr"]),
    Sample(
      line: ":cat --hex appendonlydir/appendonly.aof.m", start: 11,
      candidates: ["appendonlydir/appendonly.aof.manifest"]),
    Sample(line: ":cat appendonly", start: 5, candidates: ["appendonlydir"]),
    Sample(line: ":diff f", start: 6, candidates: ["first"]),
    Sample(line: ":help cra", start: 6, candidates: ["crash"]),
    Sample(line: ":set fo", start: 5, candidates: ["format"]),
    Sample(line: ":assert GET app", start: 12, candidates: ["apple", "\"apple pie\""]),
    Sample(line: "help @str", start: 5, candidates: ["@stream", "@string"]),
    Sample(line: "# GE", start: 4, candidates: []),
    Sample(line: "!l", start: 2, candidates: []),
    Sample(line: "nosuch a", start: 7, candidates: []),
    Sample(line: "GET \"a\"b", start: 8, candidates: []),
  ]

  @Test(arguments: samples) func candidates(_ sample: Sample) throws {
    let bench = try Bench()
    bench.runAll(Self.setup)
    let result = bench.workbench.complete(bytes(sample.line), cursor: sample.line.utf8.count)
    #expect(result.candidates.map { text($0.text) } == sample.candidates)
    if !sample.candidates.isEmpty { #expect(result.start == sample.start) }
  }

  @Test func cursorWithinTheLine() throws {
    let bench = try Bench()
    let result = bench.workbench.complete(bytes("GETD key"), cursor: 4)
    #expect(result.candidates.map { text($0.text) } == ["GETDEL"])
  }

  @Test func keysThatAreNoTextAreQuoted() throws {
    let bench = try Bench()
    bench.runAll(["SET \"\\xffz\" 1"])
    let result = bench.workbench.complete(bytes("GET ") + [0xFF], cursor: 5)
    #expect(result.candidates.map { text($0.text) } == ["\"\\xffz\""])
  }

  @Test func directoriesGoOn() throws {
    let bench = try Bench()
    bench.runAll([":mkdir dir"])
    #expect(bench.workbench.complete(bytes(":ls d"), cursor: 5).candidates.map(\.suffix) == [bytes("/")])
  }

  @Test func manyKeysAreLimited() throws {
    let bench = try Bench()
    for key in 0..<1000 { bench.run("SET key:\(key) 1") }
    let candidates = bench.workbench.complete(bytes("GET key"), cursor: 7).candidates
    #expect(candidates.count == 201)
    // What is common to some of the keys is not common to all.
    #expect(candidates.last?.text == bytes("key"))
  }
}

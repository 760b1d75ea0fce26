import Disk
import SystemPackage
import TestSupport
import Testing

@testable import Shell

/// Ctrl-C while a line runs, pressed when the workbench asks for the so many-th time.
@Suite struct InterruptTests {
  private func bench(afterAsking times: Int) throws -> Bench {
    let bench = try Bench()
    var asked = 0
    bench.workbench.takeInterrupt = {
      asked += 1
      return asked == times
    }
    return bench
  }

  @Test(arguments: [
    (":repeat 1000000000\nINCR n\n:end", "(integer) 1\n(integer) 2\nerror: interrupted\n"),
    (":repeat 1000000000 INCR n", "(integer) 1\n(integer) 2\n(integer) 3\nerror: interrupted\n"),
    ("1000000000 INCR n", "(integer) 1\n(integer) 2\n(integer) 3\n(integer) 4\nerror: interrupted\n"),
    (":sleep 1h\n", "error: interrupted\n"),
    (":repeat 9\n:repeat 1000000000\nINCR n\n:end\nINCR n\n:end", "(integer) 1\nerror: interrupted\n"),
  ])
  func endsWhatTheLineDoes(_ line: String, _ printed: String) throws {
    let bench = try bench(afterAsking: 4)
    #expect(bench.run(line) == printed)
    #expect(bench.result.outcome == .failed)
    #expect(bench.workbench.isInterrupted)
    // The next line is another matter.
    #expect(bench.run("2 ECHO a") == "\"a\"\n\"a\"\n")
    #expect(bench.result.outcome == .done && !bench.workbench.isInterrupted)
  }

  @Test func endsAScriptAndTheScriptAroundIt() throws {
    let scratch = try ScratchDirectory()
    let (outer, inner) = (scratch.path + "/outer.aofsh", scratch.path + "/inner.aofsh")
    try PosixDisk.write(inner, "INCR n\nINCR n\nINCR n\n")
    try PosixDisk.write(outer, ":source inner.aofsh\nINCR n\n")
    let bench = try bench(afterAsking: 3)
    #expect(bench.run(":source \(outer)") == "(integer) 1\n")
    #expect(bench.result.outcome == .failed)
    #expect(text(bench.output.errors) == "\(inner):2: interrupted\n")
    #expect(bench.run("GET n") == "\"1\"\n")
  }

  @Test func endsAReplyThatIsVeryLong() throws {
    let bench = try Bench { $0.directives.append(("enable-debug-command", bytes("yes"))) }
    bench.runAll(["DEBUG POPULATE 20000"])
    let whole = bench.run("KEYS *")
    var presses = [1, 3]
    var asked = 0
    bench.workbench.takeInterrupt = {
      asked += 1
      return presses.contains(asked)
    }
    #expect(bench.run("KEYS *") == "error: interrupted\n")
    #expect(bench.result.outcome == .failed)
    // While it is printed.
    presses = [asked + 3]
    let part = bench.run("KEYS *")
    #expect(part.count < whole.count && part.hasSuffix("error: interrupted\n"))
    #expect(whole.hasPrefix(part.dropLast("error: interrupted\n".count)))
  }

  @Test func endsACheck() throws {
    let bench = try Bench { $0.directives.append(("appendonly", bytes("yes"))) }
    bench.runAll(["SET a 1", ":rewrite", "SET b 2", "SAVE"])
    let whole = bench.run(":check")
    var press = 1
    var asked = 0
    bench.workbench.takeInterrupt = {
      asked += 1
      return asked == press
    }
    var rounds = 0
    while true {
      asked = 0
      let part = bench.run(":check")
      if bench.result.outcome == .done { break }
      #expect(part.hasSuffix("error: interrupted\n") && !part.contains("rror reading"))
      #expect(whole.hasPrefix(part.dropLast("error: interrupted\n".count)))
      press += 1
      rounds += 1
    }
    #expect(rounds > 2)
  }

  @Test func endsAStreamBetweenItsPieces() throws {
    let scratch = try ScratchDirectory()
    let stream = scratch.path + "/stream"
    try PosixDisk.write(stream, String(repeating: "*2\r\n$4\r\nINCR\r\n$1\r\nn\r\n", count: 50_000))
    let bench = try bench(afterAsking: 2)
    let printed = bench.run(":source \(stream)")
    #expect(printed.hasPrefix("errors: 0, replies: "))
    #expect(text(bench.output.errors).hasPrefix("\(stream): interrupted"))
    #expect(bench.run("GET n") != "\"50000\"\n")
  }
}

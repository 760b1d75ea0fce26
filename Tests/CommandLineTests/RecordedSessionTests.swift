import TestSupport
import Testing

/// What `:record` keeps passes `aofsh test` unchanged.
@Suite struct RecordedSessionTests {
  /// Binary values, several lines, what looks like a transcript, errors, times, chance, waiting, crashes.
  private static let lines = #"""
    SADD s a b c d e f g h
    SET old "\xff" EX 1000
    SELECT 2
    ZADD z 1 a 2 b
    :record session.md
    SET bin "\x00\xff\n\r\t\\ end"
    GET bin
    SET multi "line one
    aofsh> GET fake
    ...
    ```
    end"
    GET multi
    :set format raw
    GET multi
    GET bin
    :set format tty
    INCR multi
    NOSUCH a b
    SET q "a"b
    TIME
    :let now = TIME
    ECHO $now
    ZRANGE z 0 -1 WITHSCORES
    SELECT 0
    SPOP s
    SMEMBERS s
    SRANDMEMBER s 3
    TTL old
    XADD st * a 1
    XRANGE st - +
    EVAL "return redis.call('TIME')" 0
    MULTI
    TIME
    EXEC
    BLPOP nokey 0.6
    :session other
    BLPOP q 0
    :session main
    RPUSH q x
    :repeat 2
    RANDOMKEY
    INCR nosuch:key
    INCR multi
    :end
    :config appendonly yes
    :config appendfsync always
    SET t 1 EX 500
    :cat incr
    :cat base
    :buffers
    :info
    CONFIG GET dir
    INFO memory
    :crash power
    GET t
    :start
    GET t
    :log 3
    :mark m
    SET t 2
    :diff m
    :assert GET t == 3
    :expect nothing
    :set format table
    CONFIG GET appendf*
    :set format tty
    !echo out; echo err >&2
    :cat nosuchfile
    """#

  /// On a slow machine there may be more steps: those that let time pass.
  private static func passes(_ directory: String, steps: Int) throws {
    let outcome = try Program.run(["test", "session.md"], directory: directory)
    #expect(outcome.status == 0 && outcome.text.hasPrefix("session.md: passed, "), "\(outcome.text)")
    let count = outcome.text.split(separator: " ").compactMap { Int($0) }
    #expect(count.count == 2 && count[0] == count[1] && count[0] >= steps)
  }

  @Test func fromAPipe() throws {
    let scratch = try ScratchDirectory()
    let outcome = try Program.run([], input: Array(Self.lines.utf8), directory: scratch.path)
    // The last line is a failure, where a script stops.
    #expect(outcome.status == 3)
    try Self.passes(scratch.path, steps: 61)
  }

  @Test func fromATerminal() throws {
    let scratch = try ScratchDirectory()
    let session = try TerminalSession(environment: ["PAGER": ""])
    #expect(session.waitForLastLine("aofsh> "))
    let typed = [
      ":record \(scratch.path)/session.md", ":config appendonly yes", "SET k v EX 100", "NOSUCH", "GETT k", "TTL k",
      ":set format", ":nosuch", "HSET h a 1 b 2", "HGETALL h", ":set format table", "HGETALL h", ":crash kill",
      ":start",
      "GET k", ":record off",
    ]
    for line in typed {
      #expect(session.waitForEditing())
      session.type(line + "\r")
      #expect(session.wait { $0.lines.last?.hasPrefix("aofsh") == true && $0.lines.last?.contains(line) == false })
    }
    session.type(":quit\r")
    #expect(session.end() == 0)
    try Self.passes(scratch.path, steps: typed.count - 2)
  }
}

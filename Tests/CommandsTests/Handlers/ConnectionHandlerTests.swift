import Testing

@testable import Commands

/// The commands about the connection and the server.
struct ConnectionHandlerTests {
  @Test func answers() {
    let bench = HandlerBench()
    bench.context.microseconds += 12
    bench.check([
      Row("PING", "+PONG"), Row("PING \"\\xff\\x00\"", "$2 \\xff\\x00"), Row("ECHO hello", "$5 hello"),
      Row("PING a b", "-ERR wrong number of arguments for 'ping' command"), Row("TIME", "*2 $10 1000000000 $2 12"),
    ])
  }

  @Test func namesClients() {
    let refusal = "-ERR Client names cannot contain spaces, newlines or special characters."
    HandlerBench().check([
      Row("CLIENT ID", ":3"), Row("CLIENT GETNAME", "$-1"), Row("CLIENT SETNAME me", "+OK"),
      Row("client getname", "$2 me"),
      Row("CLIENT SETNAME \"a b\"", refusal), Row("CLIENT SETNAME \"\\xc3\\xa9\"", refusal),
      Row("CLIENT SETNAME \"\\x7f\"", refusal), Row("CLIENT GETNAME", "$2 me"), Row("CLIENT SETNAME \"\"", "+OK"),
      Row("CLIENT GETNAME", "$-1"),
    ])
  }

  @Test func listsClients() {
    let bench = HandlerBench()
    _ = bench.run("CLIENT SETNAME me")
    _ = bench.run("SELECT 4")
    let info = bench.run("CLIENT INFO").replyText
    #expect(info.contains("id=3 addr=?:0 laddr=?:0 fd=-1 name=me age=1000000000 idle=1000000000 flags=N db=4 sub=0"))
    #expect(info.hasSuffix("cmd=NULL user=default redir=-1 resp=2\\n"))
    for (line, count) in [
      ("", 1), ("TYPE normal", 1), ("type NORMAL", 1), ("TYPE pubsub", 0), ("TYPE master", 0), ("TYPE slave", 0),
      ("ID 3", 1), ("ID 3 4 3", 2), ("ID 9", 0), ("ID -1", 0),
    ] {
      let reply = bench.run("CLIENT LIST \(line)").replyText
      #expect(reply.split(separator: "id=3 ", omittingEmptySubsequences: false).count - 1 == count, "\(line)")
    }
    bench.check([
      Row("CLIENT LIST TYPE foo", "-ERR Unknown client type 'foo'"), Row("CLIENT LIST TYPE", "-ERR syntax error"),
      Row("CLIENT LIST ID", "-ERR syntax error"), Row("CLIENT LIST ID 3 x", "-ERR Invalid client ID"),
      Row("CLIENT LIST FOO", "-ERR syntax error"), Row("CLIENT LIST TYPE normal x", "-ERR syntax error"),
    ])
  }
}

import Commands
import Engine
import EngineHarness
import Testing

/// Sessions that wait for entries of streams.
struct StreamBlockingTests {
  private final class Clients {
    let harness: EngineHarness
    private let waiting: Session

    init() throws {
      harness = try EngineHarness.started()
      waiting = harness.engine.makeSession()
    }

    /// Lets the waiting session run a command.
    func wait(_ line: String) -> String {
      harness.command(line.split(separator: " ").map(String.init), session: waiting)
    }

    /// Lets another session run a command, and returns what the waiting one was told.
    func told(after line: String) -> String {
      _ = harness.command(line.split(separator: " ").map(String.init))
      return EngineHarness.flat(waiting.takeMessages())
    }
  }

  @Test func readsWhatComesAfterTheCommand() throws {
    let clients = try Clients()
    #expect(clients.told(after: "XADD s 1-1 a b") == "")
    #expect(clients.wait("XREAD BLOCK 0 STREAMS t s $ $") == "")
    #expect(clients.told(after: "XADD s 2-1 c d") == "*1|*2|$1|s|*1|*2|$3|2-1|*2|$1|c|$1|d")
    #expect(clients.wait("XREAD BLOCK 0 STREAMS s 5") == "")
    #expect(clients.told(after: "XADD s 3-1 a b") == "")
    #expect(clients.told(after: "DEL s") == "")
    #expect(clients.told(after: "XADD s 6-1 a b") == "*1|*2|$1|s|*1|*2|$3|6-1|*2|$1|a|$1|b")
    #expect(clients.wait("XREAD BLOCK 0 STREAMS new $") == "")
    #expect(clients.told(after: "XADD new 1-1 a b") == "*1|*2|$3|new|*1|*2|$3|1-1|*2|$1|a|$1|b")
    #expect(clients.harness.info("blocked_clients") == "0")
  }

  @Test func readsAsAGroup() throws {
    let clients = try Clients()
    #expect(clients.told(after: "XGROUP CREATE s g $ MKSTREAM") == "")
    #expect(clients.wait("XREADGROUP GROUP g c BLOCK 0 STREAMS s >") == "")
    #expect(clients.told(after: "XADD s 1-1 a b") == "*1|*2|$1|s|*1|*2|$3|1-1|*2|$1|a|$1|b")
    #expect(clients.harness.command("XPENDING", "s", "g").hasPrefix("*4|:1|$3|1-1"))
  }

  @Test(arguments: ["DEL s", "SET s 1", "RENAME s t", "FLUSHALL", "PEXPIREAT s 1"])
  func endsWhenTheKeyIsGone(line: String) throws {
    let clients = try Clients()
    #expect(clients.told(after: "XGROUP CREATE s g $ MKSTREAM") == "")
    #expect(clients.wait("XREADGROUP GROUP g c BLOCK 0 STREAMS s >") == "")
    #expect(clients.told(after: line) == "-UNBLOCKED the stream key no longer exists")
    #expect(clients.harness.info("blocked_clients") == "0")
  }

  @Test func endsWhenTheGroupIsGone() throws {
    let clients = try Clients()
    #expect(clients.told(after: "XGROUP CREATE s g $ MKSTREAM") == "")
    #expect(clients.wait("XREADGROUP GROUP g c BLOCK 0 STREAMS s >") == "")
    #expect(
      clients.told(after: "XGROUP DESTROY s g")
        == "-NOGROUP the consumer group this client was blocked on no longer exists")
  }
}

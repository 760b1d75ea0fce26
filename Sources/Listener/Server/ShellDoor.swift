public import Engine

/// Serves the engine of a shell for a while, on the loopback interface.
public enum ShellDoor {
  /// Serves `engine` on `port` until `isOver` says so or the engine ends. Returns what kept it from that.
  public static func serve(_ engine: Engine, port: Int, opened: () -> Void, isOver: () -> Bool) -> String? {
    let socket: ListeningSocket
    do throws(ListenFailure) {
      socket = try .tcp("127.0.0.1", port: port, backlog: engine.configuration.integer("tcp-backlog"))
    } catch {
      return "port \(port) cannot be listened on: \(error.description); name another"
    }
    opened()
    engine.network.port = port
    withoutActuallyEscaping(isOver) { isOver in
      let question = Question(isOver)
      let lobby = Lobby(ClientHub(engine), [socket])
      engine.sendReplies = { lobby.hub.sendEarlyReplies() }
      engine.serveMeanwhile = { lobby.look() }
      SocketServer.run(lobby, isOver: { question.ask?() ?? true }, ended: {})
      engine.serveMeanwhile = nil
      engine.sendReplies = nil
      question.ask = nil
    }
    engine.network.port = 0
    return nil
  }

  /// A question that can be asked until it is taken back.
  private final class Question {
    var ask: (() -> Bool)?

    init(_ ask: @escaping () -> Bool) { self.ask = ask }
  }
}

import Commands
import Disk
public import Engine
import NIOCore
import NIOPosix

/// Serves an engine to connections on sockets, on the event loop of one thread.
public final class SocketServer {
  /// The connections.
  public let hub: ClientHub
  private let loop: any EventLoop
  private let outgoing = SharedBuffer()
  private let keepAlive: Int
  /// Called at every tick, before the engine's own work.
  private let beforeTick: () -> Void
  private var turnTask: @Sendable () -> Void = {}
  private var tickTask: @Sendable () -> Void = {}

  private init(_ engine: Engine, _ loop: any EventLoop, beforeTick: @escaping () -> Void) {
    hub = ClientHub(engine)
    self.loop = loop
    self.beforeTick = beforeTick
    keepAlive = engine.configuration.integer("tcp-keepalive")
  }

  /// Makes the calling thread serve `engine` on `sockets`, as long as the process runs or until `ended` is called,
  /// which then should end the process.
  public static func run(
    _ engine: Engine, on sockets: [ListeningSocket], beforeTick: @escaping () -> Void, ended: @escaping () -> Void
  ) {
    MultiThreadedEventLoopGroup.withCurrentThreadAsEventLoop { loop in
      let server = SocketServer(engine, loop, beforeTick: beforeTick)
      server.hub.engineEnded = ended
      server.start(sockets)
    }
  }

  private func start(_ sockets: [ListeningSocket]) {
    let bound = NIOLoopBound(self, eventLoop: loop)
    turnTask = { bound.value.hub.endTurn() }
    tickTask = { bound.value.tick() }
    hub.wantsTurn = { [unowned self] in loop.execute(turnTask) }
    for socket in sockets { accept(socket, bound) }
    scheduleTick()
  }

  private func tick() {
    beforeTick()
    hub.tick()
    scheduleTick()
  }

  private func scheduleTick() { loop.scheduleTask(in: .microseconds(hub.untilNextTick), tickTask) }

  private func accept(_ socket: ListeningSocket, _ bound: NIOLoopBound<SocketServer>) {
    let bootstrap = ServerBootstrap(group: loop)
      .serverChannelOption(.maxMessagesPerRead, value: 64)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(bound.value.makeTransport(of: socket))
        }
      }
    bootstrap.withBoundSocket(socket.descriptor).whenComplete { _ in socket.listen() }
  }

  private func makeTransport(of socket: ListeningSocket) -> SocketTransport {
    SocketTransport(hub, outgoing) { [keepAlive] channel in
      SocketPeer.describe(channel, on: socket, keepAlive: keepAlive)
    }
  }
}

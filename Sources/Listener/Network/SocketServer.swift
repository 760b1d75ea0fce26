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
  /// Called at every tick, before the engine's own work; true ends the serving.
  private var isOver: () -> Bool
  private var isStopped = false
  private var turnTask: @Sendable () -> Void = {}
  private var tickTask: @Sendable () -> Void = {}

  private init(_ engine: Engine, _ loop: any EventLoop, isOver: @escaping () -> Bool) {
    hub = ClientHub(engine)
    self.loop = loop
    self.isOver = isOver
    keepAlive = engine.configuration.integer("tcp-keepalive")
  }

  /// Makes the calling thread serve `engine` on `sockets`, which are closed at the end.
  ///
  /// - Parameters:
  ///   - isOver: asked at every tick, before the engine's own work, whether to end.
  ///   - ended: called when the engine has ended; the serving ends if it returns.
  public static func run(
    _ engine: Engine, on sockets: [ListeningSocket], isOver: @escaping () -> Bool, ended: @escaping () -> Void
  ) {
    MultiThreadedEventLoopGroup.withCurrentThreadAsEventLoop { loop in
      let server = SocketServer(engine, loop, isOver: isOver)
      server.hub.engineEnded = {
        ended()
        server.stop()
      }
      server.start(sockets)
    }
  }

  /// Ends all connections, and then the event loop.
  private func stop() {
    guard !isStopped else { return }
    isStopped = true
    hub.closeAll()
    isOver = { true }
    hub.engineEnded = {}
    loop.shutdownGracefully { _ in }
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
    if isOver() { return stop() }
    hub.tick()
    if !isStopped { scheduleTick() }
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

import Commands
import Disk
import NIOCore
import NIOPosix

/// Serves an engine to connections on sockets, on the event loop of one thread.
final class SocketServer {
  /// The connections.
  let hub: ClientHub
  private let loop: any EventLoop
  private let outgoing = SharedBuffer()
  private let lobby: Lobby
  /// Called at every tick, before the engine's own work; true ends the serving.
  private var isOver: () -> Bool
  private var isStopped = false
  /// The channels that accept connections, by the numbers of their sockets.
  private var listening: [Int32: EventLoopFuture<any Channel>] = [:]
  /// Those of them that are open, and those that do not accept until the event loop runs again.
  private var acceptors: [Int32: any Channel] = [:]
  private var pausedAcceptors: [any Channel] = []
  private var turnTask: @Sendable () -> Void = {}
  private var tickTask: @Sendable () -> Void = {}

  private init(_ lobby: Lobby, _ loop: any EventLoop, isOver: @escaping () -> Bool) {
    self.lobby = lobby
    hub = lobby.hub
    self.loop = loop
    self.isOver = isOver
  }

  /// Makes the calling thread serve those of `lobby`, whose sockets are closed at the end.
  ///
  /// - Parameters:
  ///   - isOver: asked at every tick, before the engine's own work, whether to end.
  ///   - ended: called when the engine has ended; the serving ends if it returns.
  static func run(_ lobby: Lobby, isOver: @escaping () -> Bool, ended: @escaping () -> Void) {
    MultiThreadedEventLoopGroup.withCurrentThreadAsEventLoop { loop in
      let server = SocketServer(lobby, loop, isOver: isOver)
      server.hub.engineEnded = {
        ended()
        server.stop()
      }
      server.start()
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

  private func start() {
    let bound = NIOLoopBound(self, eventLoop: loop)
    turnTask = { bound.value.hub.endTurn() }
    tickTask = { bound.value.tick() }
    hub.wantsTurn = { [unowned self] in loop.execute(turnTask) }
    for socket in lobby.sockets { accept(socket, bound) }
    lobby.accept = { [unowned self] in accept($0, bound) }
    lobby.pause = { [unowned self] in pause($0, bound) }
    lobby.close = { [unowned self] in stopListening($0) }
    lobby.welcome = { [unowned self] in loop.execute { bound.value.welcomeNewcomers() } }
    welcomeNewcomers()
    hub.endTurn()
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
    let listening = bootstrap.withBoundSocket(socket.descriptor)
    listening.whenComplete { _ in socket.listen() }
    listening.whenSuccess { bound.value.acceptors[socket.descriptor] = $0 }
    self.listening[socket.descriptor] = listening
  }

  /// Lets a channel not accept before the event loop is through with all that it was told: NIO takes for granted that
  /// somebody waits when it was told so.
  private func pause(_ socket: ListeningSocket, _ bound: NIOLoopBound<SocketServer>) {
    guard let channel = acceptors[socket.descriptor], !pausedAcceptors.contains(where: { $0 === channel }),
      setReading(channel, false)
    else { return }
    if pausedAcceptors.isEmpty { loop.execute { bound.value.resumeAccepting() } }
    pausedAcceptors.append(channel)
  }

  private func resumeAccepting() {
    for channel in pausedAcceptors { _ = setReading(channel, true) }
    pausedAcceptors = []
  }

  /// Says whether a channel reads by itself; false if it is closed.
  private func setReading(_ channel: any Channel, _ reads: Bool) -> Bool {
    do {
      try channel.syncOptions?.setOption(.autoRead, value: reads)
      return true
    } catch {
      return false
    }
  }

  private func stopListening(_ socket: ListeningSocket) {
    acceptors.removeValue(forKey: socket.descriptor)
    listening.removeValue(forKey: socket.descriptor)?.whenSuccess { $0.close(promise: nil) }
  }

  private func makeTransport(of socket: ListeningSocket) -> SocketTransport {
    SocketTransport(hub, outgoing, on: socket, keepAlive: lobby.keepAlive)
  }

  /// Gives the connections that have begun without it to the event loop.
  private func welcomeNewcomers() {
    for newcomer in lobby.takeNewcomers() {
      let transport = NIOLoopBound(SocketTransport(hub, outgoing, after: newcomer), eventLoop: loop)
      ClientBootstrap(group: loop)
        .channelOption(.allowRemoteHalfClosure, value: true)
        .channelOption(.maxMessagesPerRead, value: 1)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(transport.value) }
        }
        .withConnectedSocket(newcomer.leave())
        .whenFailure { _ in transport.value.isGone() }
    }
  }
}

import Bytes
import Commands
import NIOCore
import SystemPackage

/// A connection's handler in SwiftNIO: it performs what the hub decides, and nothing else.
///
/// Replies go straight to the socket, because the way through a channel's pipeline costs more than most commands do.
/// What the other end does not take at once goes to the channel, which sends it when it can; until that is gone, the
/// channel gets everything.
final class SocketTransport: ChannelInboundHandler, ClientTransport {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let hub: ClientHub
  private let outgoing: SharedBuffer
  private let listening: ListeningSocket?
  private let keepAlive: Int
  /// Who had the socket before the channel.
  private(set) var former: LobbyTransport?
  private var context: ChannelHandlerContext?
  private var connection: ClientConnection?
  private(set) var socket: Int32 = -1
  /// Whether the channel may still keep something, behind which everything else must go.
  private var channelKeeps = false
  private(set) var takesMore = true
  /// What the process grows by with each connection of a thousand, most of it being NIO's channel.
  let memory = 5 << 10
  private var isClosed = false
  /// Whether the channel is being given something. When it finds then that the other end is gone, it passes on at once
  /// what has come from there, in the middle of a turn's replies. As in Redis, that is not run any more.
  private var isSending = false
  /// Bytes that the channel will still read although they have been run.
  var bytesKnown = 0

  /// The handler of a connection that `listening` accepts.
  init(_ hub: ClientHub, _ outgoing: SharedBuffer, on listening: ListeningSocket, keepAlive: Int) {
    self.hub = hub
    self.outgoing = outgoing
    self.listening = listening
    self.keepAlive = keepAlive
  }

  /// The handler of a connection that has begun already.
  init(_ hub: ClientHub, _ outgoing: SharedBuffer, after former: LobbyTransport) {
    self.hub = hub
    self.outgoing = outgoing
    self.former = former
    listening = nil
    keepAlive = 0
  }

  // MARK: What the hub asks for

  func send(_ bytes: Span<UInt8>) {
    guard let context, !isClosed else { return }
    let sent = sendAtOnce(bytes, context)
    guard sent < bytes.count else { return }
    channelKeeps = true
    outgoing.fill(bytes.extracting(sent..<bytes.count))
    isSending = true
    context.writeAndFlush(wrapOutboundOut(outgoing.buffer), promise: nil)
    isSending = false
    outgoing.forgetLarge()
  }

  /// Sends what the other end takes now, if nothing must go before it. Returns how many bytes that was.
  private func sendAtOnce(_ bytes: Span<UInt8>, _ context: ChannelHandlerContext) -> Int {
    if channelKeeps { channelKeeps = unsentCount > 0 }
    // The number of a socket that the channel has closed may be somebody else's already.
    guard !channelKeeps, socket >= 0, context.channel.isActive else { return 0 }
    return SocketCalls.send(bytes, to: socket)
  }

  var unsentCount: Int {
    guard channelKeeps, let context, !isClosed else { return 0 }
    do { return try context.channel.syncOptions?.getOption(.bufferedWritableBytes) ?? 0 } catch { return 0 }
  }

  func close() {
    guard let context, !isClosed else { return }
    isClosed = true
    socket = -1
    context.close(promise: nil)
  }

  // MARK: What the channel tells

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelActive(context: ChannelHandlerContext) {
    socket = SocketPeer.descriptor(of: context.channel)
    if let listening { connection = hub.accept(self, SocketPeer.describe(socket, on: listening, keepAlive)) }
    if let former { succeed(former) }
    former = nil
  }

  private func succeed(_ former: LobbyTransport) {
    // Who has hung up or was sent away meanwhile has no socket any more.
    guard former.socket >= 0, let connection = former.connection else { return close() }
    self.connection = connection
    connection.move(to: self)
    var kept = ByteWriter(minimumCapacity: 0)
    swap(&kept, &former.kept)
    if !kept.isEmpty { send(kept.span) }
    connection.drain()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard let connection, !isSending else { return }
    let buffer = unwrapInboundIn(data)
    guard bytesKnown > 0 else { return hub.receive(buffer.readableBytesUInt8Span, from: connection) }
    let bytes = buffer.readableBytesUInt8Span
    let known = min(bytesKnown, bytes.count)
    bytesKnown -= known
    if known < bytes.count { hub.receive(bytes.extracting(known..<bytes.count), from: connection) }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    takesMore = context.channel.isWritable
    if takesMore, let connection { hub.canSend(connection) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard let event = event as? ChannelEvent, event == .inputClosed, let connection else { return }
    hub.inputEnded(connection)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if let error = error as? IOError, let connection {
      hub.readFailed(connection, Errno(rawValue: error.errnoCode).description)
    }
    close()
  }

  func channelInactive(context: ChannelHandlerContext) {
    isClosed = true
    socket = -1
    if let connection { hub.disconnected(connection) }
    connection = nil
  }
}

extension SocketTransport {
  /// The event loop could not take the socket.
  func isGone() {
    guard let former, let connection = former.connection else { return }
    hub.disconnected(connection)
  }
}

import Commands
import NIOCore

/// A connection's handler in SwiftNIO: it performs what the hub decides, and nothing else.
///
/// Its replies are copied into one buffer that all connections share, and written at once: nothing is allocated unless
/// the other end does not take them.
final class SocketTransport: ChannelInboundHandler, ClientTransport {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let hub: ClientHub
  private let outgoing: SharedBuffer
  private let describe: (any Channel) -> ClientPeer
  private var context: ChannelHandlerContext?
  private var connection: ClientConnection?
  private(set) var takesMore = true
  private var isClosed = false

  init(_ hub: ClientHub, _ outgoing: SharedBuffer, describe: @escaping (any Channel) -> ClientPeer) {
    self.hub = hub
    self.outgoing = outgoing
    self.describe = describe
  }

  // MARK: What the hub asks for

  func send(_ bytes: Span<UInt8>) {
    guard let context, !isClosed else { return }
    outgoing.fill(bytes)
    context.writeAndFlush(wrapOutboundOut(outgoing.buffer), promise: nil)
  }

  var unsentCount: Int {
    guard !takesMore, let context, !isClosed else { return 0 }
    do { return try context.channel.syncOptions?.getOption(.bufferedWritableBytes) ?? 0 } catch { return 0 }
  }

  func close() {
    guard let context, !isClosed else { return }
    isClosed = true
    context.close(promise: nil)
  }

  // MARK: What the channel tells

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelActive(context: ChannelHandlerContext) {
    connection = hub.accept(self, describe(context.channel))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard let connection else { return }
    let buffer = unwrapInboundIn(data)
    hub.receive(buffer.readableBytesUInt8Span, from: connection)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    takesMore = context.channel.isWritable
    if takesMore, let connection { hub.canSend(connection) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard let event = event as? ChannelEvent, event == .inputClosed, let connection else { return }
    hub.inputEnded(connection)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { close() }

  func channelInactive(context: ChannelHandlerContext) {
    isClosed = true
    if let connection { hub.disconnected(connection) }
    connection = nil
  }
}

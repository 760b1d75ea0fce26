import NIOCore

/// What a socket tells of its ends.
enum SocketPeer {
  /// Describes a connection that `socket` has accepted, and sets what Redis sets of every connection's socket.
  static func describe(_ channel: any Channel, on socket: ListeningSocket, keepAlive: Int) -> ClientPeer {
    let descriptor = descriptor(of: channel)
    if let path = socket.path {
      return ClientPeer(address: path + ":0", localAddress: path + ":0", descriptor: descriptor, isLocal: true)
    }
    if descriptor >= 0 { SocketOptions.configure(Int32(descriptor), keepAlive: keepAlive) }
    let host = channel.remoteAddress?.ipAddress ?? ""
    return ClientPeer(
      address: text(channel.remoteAddress), localAddress: text(channel.localAddress), descriptor: descriptor,
      isLocal: host.hasPrefix("127.") || host == "::1")
  }

  private static func text(_ address: SocketAddress?) -> String {
    guard let address, let host = address.ipAddress else { return "?:0" }
    let port = address.port ?? 0
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  private static func descriptor(of channel: any Channel) -> Int {
    do {
      return try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
        Int($0)
      } ?? -1
    } catch {
      // A socket that is closed already has no number.
      return -1
    }
  }
}

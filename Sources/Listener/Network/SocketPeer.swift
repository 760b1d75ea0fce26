import NIOCore

/// What a socket tells of its ends.
enum SocketPeer {
  /// Describes a connection that `listening` has accepted, and sets what Redis sets of every connection's socket.
  static func describe(_ descriptor: Int32, on listening: ListeningSocket, _ keepAlive: Int) -> ClientPeer {
    if let path = listening.path {
      return ClientPeer(
        address: path + ":0", localAddress: path + ":0", descriptor: Int(descriptor), isLocal: true, path: path)
    }
    guard descriptor >= 0 else {
      return ClientPeer(address: "?:0", localAddress: "?:0", descriptor: -1, isLocal: false)
    }
    SocketCalls.configure(descriptor, keepAlive: keepAlive)
    let other = SocketCalls.address(of: descriptor, isOwn: false)
    let host = other?.host ?? ""
    return ClientPeer(
      address: text(other), localAddress: text(SocketCalls.address(of: descriptor, isOwn: true)),
      descriptor: Int(descriptor), isLocal: host.hasPrefix("127.") || host == "::1")
  }

  private static func text(_ address: (host: String, port: String)?) -> String {
    guard let address else { return "?:0" }
    return address.host.contains(":") ? "[\(address.host)]:\(address.port)" : "\(address.host):\(address.port)"
  }

  /// The number of a channel's socket; -1 when that is closed already.
  static func descriptor(of channel: any Channel) -> Int32 {
    do {
      return try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { $0 }
        ?? -1
    } catch {
      return -1
    }
  }
}

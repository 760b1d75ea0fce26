import Glibc

/// Options of sockets as Redis sets them.
enum SocketOptions {
  /// Lets small replies go at once, and finds out about other ends that are gone (Redis directive `tcp-keepalive`, in
  /// seconds; 0 for never).
  static func configure(_ descriptor: Int32, keepAlive: Int) {
    set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    guard keepAlive > 0 else { return }
    set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
    set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPIDLE, Int32(clamping: keepAlive))
    set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPINTVL, max(1, Int32(clamping: keepAlive / 3)))
    set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPCNT, 3)
  }

  /// Sets an option that is a number. A socket that does not know it works without.
  static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    _ = unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }
}

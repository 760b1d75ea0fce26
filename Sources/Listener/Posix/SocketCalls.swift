import Glibc

/// Calls on sockets.
enum SocketCalls {
  /// Sends what a socket takes now, and returns how many bytes that was. An error counts as nothing sent: whoever tries
  /// to send the rest meets it again.
  static func send(_ bytes: Span<UInt8>, to descriptor: Int32) -> Int {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var sent = -1
      repeat {
        sent = unsafe Glibc.send(
          descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
      } while sent < 0 && errno == EINTR
      return max(0, sent)
    }
  }

  /// Receives what has come, as far as `buffer` takes it, and returns how many bytes that was: 0 at the end, which an
  /// error is too, and less than 0 when nothing has come.
  ///
  /// - Parameters:
  ///   - limit: the number of bytes that are received at most.
  ///   - leaving: whether what has come stays there.
  static func receive(
    into buffer: inout [UInt8], limit: Int = .max, from descriptor: Int32, leaving: Bool = false
  ) -> Int {
    unsafe buffer.withUnsafeMutableBytes { buffer in
      var received = -1
      let flags = Int32(MSG_DONTWAIT) | (leaving ? Int32(MSG_PEEK) : 0)
      repeat {
        received = unsafe recv(descriptor, buffer.baseAddress, min(limit, buffer.count), flags)
      } while received < 0 && errno == EINTR
      return received >= 0 || errno == EAGAIN ? received : 0
    }
  }

  /// Takes a connection that waits at a listening socket; nil when none can be had.
  static func accept(from descriptor: Int32) -> Int32? {
    let accepted = Glibc.accept(descriptor, nil, nil)
    guard accepted >= 0 else { return nil }
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
    return accepted
  }

  /// Closes a socket.
  static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

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

  /// The address and the port of the other end of a socket, or of its own end.
  static func address(of descriptor: Int32, isOwn: Bool) -> (host: String, port: String)? {
    var address = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        let status = unsafe isOwn ? getsockname(descriptor, generic, &size) : getpeername(descriptor, generic, &size)
        return status == 0 ? unsafe text(generic, size) : nil
      }
    }
  }

  private static func text(_ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> (host: String, port: String)? {
    var host = [CChar](repeating: 0, count: 64)
    var port = [CChar](repeating: 0, count: 16)
    let status = unsafe getnameinfo(
      address, size, &host, socklen_t(host.count), &port, socklen_t(port.count), NI_NUMERICHOST | NI_NUMERICSERV)
    return status == 0 ? (string(host), string(port)) : nil
  }

  private static func string(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

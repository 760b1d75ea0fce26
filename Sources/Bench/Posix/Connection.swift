import Bytes
import Glibc
package import RESP

/// A connection to a server on this machine.
package final class Connection {
  private let socket: Int32
  private var buffer = ByteWriter(minimumCapacity: 1 << 16)
  private var request = ByteWriter()

  /// Connects to `port`; nil when nobody listens.
  init?(port: UInt16) {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { return nil }
    var address = Self.address(port)
    let status = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe connect(socket, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { return nil }
    var on: Int32 = 1
    unsafe setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
  }

  deinit { if socket >= 0 { close(socket) } }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  /// A port on which nobody listens at the moment.
  static func freePort() -> UInt16 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = Self.address(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        _ = unsafe bind(socket, pointer, size)
        _ = unsafe getsockname(socket, pointer, &size)
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  /// Sends a request and waits for its reply.
  package func call(_ arguments: [String]) throws(BenchError) -> Reply {
    let replies = try call([arguments])
    return replies[0]
  }

  /// Sends requests at once and waits for all their replies.
  package func call(_ requests: [[String]]) throws(BenchError) -> [Reply] {
    request.removeAll()
    for arguments in requests { RequestWriter.request(arguments.map { Array($0.utf8) }, to: &request) }
    try send()
    var decoder = ReplyDecoder()
    var replies: [Reply] = []
    var offset = 0
    while true {
      switch Self.decode(&decoder, buffer, from: offset) {
      case .reply(let reply, let end):
        replies.append(reply)
        offset = end
        if replies.count == requests.count { return replies }
      case .failure(let reason): throw .redis("redis-server sent no reply: \(reason)")
      case .incomplete: try receive()
      }
    }
  }

  private static func decode(
    _ decoder: inout ReplyDecoder, _ buffer: borrowing ByteWriter, from offset: Int
  ) -> ReplyDecoder.Outcome {
    decoder.next(buffer.span, from: offset)
  }

  /// Sends SET and waits for its reply, which is one line. Nothing is allocated.
  func set(_ key: Span<UInt8>, _ value: Span<UInt8>) throws(BenchError) {
    request.removeAll()
    RequestWriter.header(argumentCount: 3, to: &request)
    RequestWriter.argument("SET", to: &request)
    RequestWriter.argument(key, to: &request)
    RequestWriter.argument(value, to: &request)
    try send()
    repeat { try receive() } while !buffer.withSpan { $0.count >= 2 && $0[$0.count - 1] == 0x0A }
    guard buffer.withSpan({ $0[0] == UInt8(ascii: "+") }) else {
      throw .redis("redis-server refused a SET: \(String(decoding: buffer.array, as: UTF8.self))")
    }
  }

  private func send() throws(BenchError) {
    buffer.removeAll()
    var done = 0
    while done < request.count {
      let sent = request.withSpan { bytes in
        unsafe bytes.withUnsafeBytes { bytes in
          let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
          return unsafe Glibc.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        }
      }
      if sent <= 0 { throw .redis("redis-server closed the connection") }
      done += sent
    }
  }

  private func receive() throws(BenchError) {
    let socket = socket
    var taken = 0
    _ = unsafe buffer.append(atMost: 1 << 16) { room in
      taken = unsafe recv(socket, room.baseAddress, room.count, 0)
      return max(taken, 0)
    }
    if taken <= 0 { throw .redis("redis-server closed the connection") }
  }
}

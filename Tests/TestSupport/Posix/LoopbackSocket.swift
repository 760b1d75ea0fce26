import Glibc

/// A TCP connection to this machine.
final class LoopbackSocket {
  private let descriptor: Int32
  /// Whether the other side was seen to have ended the connection.
  private(set) var isClosed = false

  /// Connects to `port`.
  init(connectingTo port: Int) throws(SystemFailure) {
    descriptor = try Self.open()
    guard unsafe Self.withAddress(port, { unsafe connect(descriptor, $0, $1) }) == 0 else {
      // The descriptor is closed by `deinit`.
      throw SystemFailure("connect")
    }
  }

  deinit { close(descriptor) }

  /// A port on which nobody listens at the moment.
  static func freePort() throws(SystemFailure) -> Int {
    let descriptor = try open()
    defer { close(descriptor) }
    guard unsafe withAddress(0, { unsafe bind(descriptor, $0, $1) }) == 0 else { throw SystemFailure("bind") }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(descriptor, $0, &length) }
    }
    guard result == 0 else { throw SystemFailure("getsockname") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  func write(_ bytes: [UInt8]) throws(SystemFailure) {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes[sent...].withUnsafeBytes {
        unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemFailure("send")
      }
      sent += count
    }
  }

  /// Some bytes, at least one.
  func read() throws(SystemFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var count: Int
    repeat {
      count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
    } while count < 0 && errno == EINTR
    guard count > 0 else { throw SystemFailure("recv", code: count == 0 ? ECONNRESET : errno) }
    return Array(buffer[..<count])
  }

  /// The bytes that have arrived; none when nothing has.
  func readAvailable() throws(SystemFailure) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
      }
      if count > 0 {
        all += buffer[..<count]
      } else if count == 0 || errno != EINTR {
        guard count == 0 || errno == EAGAIN else { throw SystemFailure("recv") }
        if count == 0 { isClosed = true }
        return all
      }
    }
  }

  private static func open() throws(SystemFailure) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SystemFailure("socket") }
    return descriptor
  }

  private static func withAddress(
    _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

import Glibc
public import SystemPackage

/// Why a socket does not listen.
public struct ListenFailure: Error, CustomStringConvertible {
  /// The step that failed, as Redis names it.
  public let step: String
  /// What the system said.
  public let errno: Errno

  /// Redis' words.
  public var description: String { isUnknownName ? step : "\(step): \(errno.description)" }

  /// Whether there is no such address at all, which ``step`` says.
  let isUnknownName: Bool

  init(step: String, errno: Errno, isUnknownName: Bool = false) {
    self.step = step
    self.errno = errno
    self.isUnknownName = isUnknownName
  }

  /// Whether the machine has no such address or kind of address, which an optional address may lack.
  public var isMissingAddress: Bool {
    [.addressNotAvailable, .addressFamilyNotSupported, .protocolNotSupported, .socketTypeNotSupported]
      .contains(errno)
  }
}

/// A socket that waits for connections.
public struct ListeningSocket: Sendable {
  /// Its number.
  public let descriptor: Int32
  /// The path of a unix socket; nil for TCP.
  public let path: String?
  let backlog: Int32

  /// Listens (again), which sets how many connections may wait to be accepted.
  @discardableResult
  func listen() -> Int32 { Glibc.listen(descriptor, backlog) }

  /// Closes it, which also a forked child should do: its port would stay taken as long as the child runs.
  public func close() { _ = Glibc.close(descriptor) }

  /// Listens on a port of an address of this machine; `*` and `::*` are all of IPv4 and of IPv6.
  public static func tcp(_ address: String, port: Int, backlog: Int) throws(ListenFailure) -> ListeningSocket {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = address.contains(":") ? AF_INET6 : AF_INET
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    let host: String? = address == "*" || address == "::*" ? nil : address
    let status = unsafe host.withOptionalCString { unsafe getaddrinfo($0, String(port), &hints, &found) }
    guard status == 0, let first = unsafe found else {
      throw ListenFailure(
        step: unsafe String(cString: gai_strerror(status)), errno: .addressNotAvailable, isUnknownName: true)
    }
    defer { unsafe freeaddrinfo(first) }
    let family = unsafe first.pointee.ai_family
    let descriptor = try open(family)
    SocketCalls.set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
    if family == AF_INET6 { SocketCalls.set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
    let bound = unsafe bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen)
    return try finish(descriptor, bound, path: nil, backlog: backlog)
  }

  /// Listens on a unix socket, which replaces what was there; `permissions` 0 leaves those of the system.
  public static func unix(
    _ path: String, permissions: UInt32, backlog: Int
  ) throws(ListenFailure) -> ListeningSocket {
    var address = sockaddr_un()
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw ListenFailure(step: "bind", errno: .fileNameTooLong)
    }
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    unsafe unlink(path)
    let descriptor = try open(AF_UNIX)
    let bound = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        unsafe bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    let socket = try finish(descriptor, bound, path: path, backlog: backlog)
    if permissions != 0 { unsafe chmod(path, permissions) }
    return socket
  }

  private static func open(_ family: Int32) throws(ListenFailure) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = socket(family, kind, 0)
    guard descriptor >= 0 else { throw ListenFailure(step: "socket", errno: Errno(rawValue: Glibc.errno)) }
    return descriptor
  }

  private static func finish(
    _ descriptor: Int32, _ bound: Int32, path: String?, backlog: Int
  ) throws(ListenFailure) -> ListeningSocket {
    let socket = ListeningSocket(descriptor: descriptor, path: path, backlog: Int32(clamping: backlog))
    if bound != 0 {
      let failure = ListenFailure(step: "bind", errno: Errno(rawValue: Glibc.errno))
      socket.close()
      throw failure
    }
    if socket.listen() != 0 {
      let failure = ListenFailure(step: "listen", errno: Errno(rawValue: Glibc.errno))
      socket.close()
      throw failure
    }
    return socket
  }
}

extension Optional<String> {
  fileprivate func withOptionalCString<Result>(_ body: (UnsafePointer<CChar>?) -> Result) -> Result {
    switch self {
    case nil: body(nil)
    case let text?: unsafe text.withCString { unsafe body($0) }
    }
  }
}

import Glibc
import SystemPackage

/// What a process does for the one that looks after it.
enum SupervisorCalls {
  /// The value of a variable of the environment.
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Stops the process until it is sent SIGCONT, which tells upstart that it has started.
  static func stopSelf() {
    raise(SIGSTOP)
    unsafe unsetenv("UPSTART_JOB")
  }

  /// Sends a message as systemd's protocol demands: as a datagram to the unix socket of that name, which begins with `/`,
  /// or with `@` in place of the zero byte of a name that is in no file system.
  static func notify(_ message: String, socket name: String) throws(Errno) {
    var address = sockaddr_un()
    var bytes = Array(name.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count > 1, bytes.count < room, bytes[0] == UInt8(ascii: "/") || bytes[0] == UInt8(ascii: "@") else {
      throw .invalidArgument
    }
    // A path ends with a zero byte; a name without a file is as long as the address says.
    let length = MemoryLayout<sockaddr_un>.size - room + bytes.count + (bytes[0] == UInt8(ascii: "/") ? 1 : 0)
    if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Errno(rawValue: Glibc.errno) }
    defer { Glibc.close(descriptor) }
    let text = Array(message.utf8)
    let sent = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        unsafe text.withUnsafeBytes {
          unsafe sendto(
            descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL), generic, socklen_t(length))
        }
      }
    }
    if sent < 0 { throw Errno(rawValue: Glibc.errno) }
  }
}

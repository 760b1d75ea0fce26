import Glibc

/// What the system calls this process.
enum ProcessIdentity {
  /// The process identifier.
  static var own: Int { Int(getpid()) }
}

import Glibc
import SystemPackage

/// The file of a log.
enum LogFile {
  /// Appends bytes to the file of that name; to standard output when it is empty.
  static func append(_ bytes: [UInt8], to file: String) throws(Errno) {
    let descriptor = file.isEmpty ? STDOUT_FILENO : try open(file)
    defer { if !file.isEmpty { close(descriptor) } }
    do { try FileDescriptor(rawValue: descriptor).writeAll(bytes) } catch { throw error as? Errno ?? .ioError }
  }

  /// Checks that the file of that name can be appended to.
  static func check(_ file: String) throws(Errno) { close(try open(file)) }

  private static func open(_ file: String) throws(Errno) -> Int32 {
    let descriptor = unsafe Glibc.open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Errno(rawValue: errno) }
    return descriptor
  }
}

import Glibc

/// The file of a log.
enum LogFile {
  /// Appends bytes to the file of that name; to standard output when it is empty. A log that cannot be written must not
  /// keep a server from serving: Redis goes on likewise.
  static func append(_ bytes: [UInt8], to file: String) {
    let descriptor = file.isEmpty ? STDOUT_FILENO : unsafe open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    _ = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if !file.isEmpty { close(descriptor) }
  }

  /// The error number of opening the file for appending; nil when that works.
  static func problem(_ file: String) -> Int32? {
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return errno }
    close(descriptor)
    return nil
  }
}

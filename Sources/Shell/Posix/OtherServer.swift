import Glibc
import SystemPackage

/// A redis-server that uses a directory.
///
/// It takes no lock, so that only the list of processes tells of it: its working directory is its data directory.
enum OtherServer {
  private static let names = ["redis-server", "valkey-server"]

  /// The name and number of a server whose data is in `directory`, as far as this user may know; nil when there is none.
  ///
  /// O(processes).
  static func using(_ directory: FilePath) -> (name: String, process: Int32)? {
    guard let resolved = unsafe realpath(directory.string, nil) else { return nil }
    let wanted = unsafe String(cString: resolved)
    unsafe free(resolved)
    for entry in ScratchDirectory.names(in: "/proc", beginningWith: "") {
      guard let process = Int32(entry), let name = name(of: entry), names.contains(name),
        workingDirectory(of: entry) == wanted
      else { continue }
      return (name, process)
    }
    return nil
  }

  private static func name(of process: String) -> String? {
    let file = unsafe open("/proc/\(process)/comm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = unsafe read(file, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count].prefix { $0 != 0x0A }, as: UTF8.self) : nil
  }

  private static func workingDirectory(of process: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink("/proc/\(process)/cwd", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

import Glibc

/// What the operating system says of this process's memory.
public enum ProcessMemory {
  /// Bytes of memory that the process has for itself: not those of its code and libraries, which are pages of files
  /// and belong to no data set. Nil when `/proc/self/statm` cannot be read.
  public static func anonymous() -> Int? { pages().map { ($0[1] - $0[2]) * Int(getpagesize()) } }

  /// Bytes of memory that the process has, those of its code and libraries included. Nil when `/proc/self/statm` cannot
  /// be read.
  public static func resident() -> Int? { pages().map { $0[1] * Int(getpagesize()) } }

  /// Bytes of memory that the machine has.
  public static func total() -> Int? {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    return pages > 0 ? Int(pages) * Int(getpagesize()) : nil
  }

  /// All pages, those in memory, and those of them that are shared with a file.
  private static func pages() -> [Int]? {
    let file = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    guard count > 0 else { return nil }
    let pages = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ").prefix(3).map { Int($0) ?? 0 }
    return pages.count == 3 ? pages : nil
  }
}

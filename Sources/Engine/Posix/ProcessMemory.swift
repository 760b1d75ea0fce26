import Glibc

/// What the operating system says of this process's memory.
public enum ProcessMemory {
  /// Bytes of memory that the process has for itself: not those of its code and libraries, which are pages of files
  /// and belong to no data set. Nil when `/proc/self/statm` cannot be read.
  public static func anonymous() -> Int? {
    let file = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    guard count > 0 else { return nil }
    // All pages, those in memory, those of them that are shared with a file, and more that is not asked for here.
    let pages = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ").prefix(3).map { Int($0) ?? 0 }
    return pages.count == 3 ? (pages[1] - pages[2]) * Int(getpagesize()) : nil
  }
}

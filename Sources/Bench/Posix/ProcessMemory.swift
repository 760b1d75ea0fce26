import Bytes
import Disk
import Glibc
import SystemPackage

/// Memory that this process holds.
enum ProcessMemory {
  /// Returns what the allocator keeps free to the system. glibc's `malloc_trim`, which its module does not show.
  private static func giveBack() {
    guard let symbol = unsafe dlsym(nil, "malloc_trim") else { return }
    typealias Trim = @convention(c) (Int) -> Int32
    let trim = unsafe unsafeBitCast(symbol, to: Trim.self)
    _ = trim(0)
  }

  /// Bytes in physical memory, after what is free was given back.
  static func resident() throws(BenchError) -> Int {
    giveBack()
    let text: [UInt8]
    do throws(DiskError) { text = try PosixDisk().readAll("/proc/self/statm") } catch { throw .disk(error) }
    let words = text.split(separator: UInt8(ascii: " "))
    guard words.count > 1, let pages = [UInt8](words[1]).span.canonicalInteger else { return 0 }
    return Int(pages) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}

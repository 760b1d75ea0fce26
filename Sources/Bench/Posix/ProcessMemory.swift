import Bytes
import Disk
import Glibc
import SystemPackage

/// Memory that this process holds.
enum ProcessMemory {
  /// Bytes in physical memory.
  static func resident() throws(BenchError) -> Int {
    let text: [UInt8]
    do throws(DiskError) { text = try PosixDisk().readAll("/proc/self/statm") } catch { throw .disk(error) }
    let words = text.split(separator: UInt8(ascii: " "))
    guard words.count > 1, let pages = [UInt8](words[1]).span.canonicalInteger else { return 0 }
    return Int(pages) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}

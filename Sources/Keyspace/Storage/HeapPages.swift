import Glibc

/// Asks the kernel to serve large memory with pages of 2 MB instead of 4 KB.
///
/// A fork copies one entry of the page table for each page: 3 ms for a million keys in small pages, a tenth of that in
/// huge ones. Lookups, which touch memory at random, find their pages in the processor's own table more often. After a
/// fork the kernel takes a huge page apart when it is written to and copies 4 KB of it; kernels before 5.8, for which
/// Redis warns against huge pages, copied all of it.
///
/// Where the kernel has no such pages or does not give them, nothing changes.
struct HeapPages {
  private static let pageSize: UInt = 2 << 20
  /// The address up to which the heap was asked for.
  private var end: UInt = 0

  /// Notes that the allocator has just given out `block`: if the heap has grown since the last call, asks for its new
  /// part.
  mutating func allocated(_ block: UnsafeMutableRawPointer) {
    let top = unsafe UInt(bitPattern: sbrk(0)) & ~(Self.pageSize - 1)
    let address = UInt(bitPattern: block)
    guard top != end, address < top else { return }
    // The first call asks for what there is already; where that begins does not matter, as what is no heap is skipped.
    let start = end == 0 || end > top ? address & ~(Self.pageSize - 1) : end
    end = top
    if top > start, let from = unsafe UnsafeMutableRawPointer(bitPattern: start) {
      unsafe Self.ask(from, Int(top - start))
    }
  }

  /// Asks for huge pages in `size` bytes from `start`.
  ///
  /// A refusal changes nothing but speed.
  static func ask(_ start: UnsafeMutableRawPointer, _ size: Int) { unsafe madvise(start, size, hugePages) }

  /// Linux' `MADV_HUGEPAGE`.
  private static let hugePages: Int32 = 14
}

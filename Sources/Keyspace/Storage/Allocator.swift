import Glibc

/// How the C library's allocator serves this process.
enum Allocator {
  /// glibc's `M_MXFAST`: up to which size freed blocks are put aside.
  private static let largestBlockPutAside: Int32 = 1

  /// Lets freed blocks of all sizes merge with their neighbours at once.
  ///
  /// By default glibc puts small freed blocks, which are what entries are, on lists of their own and merges them all
  /// when it is next asked for a kilobyte or more: after a million keys were removed, some innocent command would
  /// wait a tenth of a second. `mallopt` is looked up by name, because Swift's view of the C library lacks it; where
  /// there is none, nothing happens.
  static func mergeFreedBlocksAtOnce() {
    guard let symbol = unsafe dlsym(nil, "mallopt") else { return }
    let mallopt = unsafe unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
    _ = mallopt(largestBlockPutAside, 0)
  }
}

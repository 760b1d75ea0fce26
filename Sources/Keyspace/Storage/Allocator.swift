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

  /// What a block of `size` bytes takes that grows bit by bit: four steps in each power of two, as Redis' allocator has
  /// them, so that growing costs amortised constant time and never more memory than there.
  ///
  /// Eight bytes of it are the allocator's own.
  static func steppedSize(_ size: Int) -> Int {
    let total = size &+ 8
    if total <= 128 { return max(32, (total &+ 15) & ~15) }
    let step = 1 &<< (Int.bitWidth &- 3 &- (total &- 1).leadingZeroBitCount)
    return (total &+ step &- 1) & ~(step &- 1)
  }
}

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
  static func mergeFreedBlocksAtOnce() { set(largestBlockPutAside, 0) }

  /// Lets the heap grow, and shrink, by 64 MB of addresses at a time, which take no memory before they are used.
  ///
  /// That is a five-hundredth of the system calls, and gives ``HeapPages`` whole pages to ask for. Setting it ends that
  /// glibc adapts to sizes that come and go: what it would come to is set too.
  static func growInLargeSteps() {
    set(steps, 64 << 20)
    set(trimThreshold, 64 << 20)
    set(mapThreshold, 4 << 20)
  }

  /// glibc's `M_TRIM_THRESHOLD`, `M_TOP_PAD` and `M_MMAP_THRESHOLD`.
  private static let trimThreshold: Int32 = -1
  private static let steps: Int32 = -2
  private static let mapThreshold: Int32 = -3

  private static func set(_ parameter: Int32, _ value: Int32) {
    guard let symbol = unsafe dlsym(nil, "mallopt") else { return }
    let mallopt = unsafe unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
    _ = mallopt(parameter, value)
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

/// Blocks that are about to be visited, whose memory is asked for before the first of them is used.
///
/// The blocks of a table lie all over the heap: visited one by one, each costs the time that memory takes to answer.
/// Reads that do not depend on each other are answered side by side, so that a batch costs little more than one.
@unsafe struct Lookahead<Block: TableBlock> {
  /// Blocks of a batch: more than a processor asks for at a time, and few enough to stay in its first cache.
  private static var capacity: Int { 64 }

  private let blocks: UnsafeMutablePointer<UnsafeMutableRawPointer>
  private var count = 0

  private init(_ room: UnsafeMutableBufferPointer<UnsafeMutableRawPointer>) {
    guard let start = room.baseAddress else { preconditionFailure("no room to look ahead") }
    unsafe blocks = start
  }

  /// Lets `collect` add blocks, and visits all of them in the order in which they were added.
  ///
  /// `visit` may free the block it gets.
  @inline(__always)
  static func run(_ collect: (inout Lookahead) -> Void, visit: (Block) -> Void) {
    unsafe withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer.self, capacity: capacity) { room in
      var ahead = unsafe Lookahead(room)
      unsafe collect(&ahead)
      unsafe ahead.finish(visit)
    }
  }

  /// Takes `block`; when there is no room for more, all are visited.
  @inline(__always)
  mutating func add(_ block: UnsafeMutableRawPointer, _ visit: (Block) -> Void) {
    unsafe (blocks + count).initialize(to: block)
    unsafe count &+= 1
    if unsafe count == Self.capacity { unsafe finish(visit) }
  }

  private mutating func finish(_ visit: (Block) -> Void) {
    unsafe touch()
    for index in unsafe 0..<count { unsafe visit(Block(blocks[index])) }
    unsafe count = 0
  }

  /// Reads the first byte of each block, then the last: the first tells how long the block is, and it may lie in two
  /// lines of the cache.
  private func touch() {
    var seen: UInt8 = 0
    for index in unsafe 0..<count { unsafe seen |= blocks[index].load(as: UInt8.self) }
    for index in unsafe 0..<count {
      let last = unsafe Block(blocks[index]).size - 1
      unsafe seen |= blocks[index].load(fromByteOffset: last, as: UInt8.self)
    }
    keep(seen)
  }
}

/// Does nothing, and keeps the compiler from leaving out the reads that `value` is made of.
@_optimize(none)
func keep(_ value: UInt8) {}

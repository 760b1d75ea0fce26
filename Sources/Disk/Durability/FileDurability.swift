/// How much of one file would survive a power cut.
///
/// ```
/// current content  |<--- stable --->|<- extents, in the order written ->|
///                  0                stable                              size
/// durable image    |<--- stable --->|<- saved: bytes that were cut off or written over ->|
/// ```
///
/// Only a sync moves `stable` forward; cutting or overwriting durable bytes moves it back and leaves those bytes to
/// the keeper of the contents to save, because a power cut brings them back.
struct FileDurability {
  /// Bytes written one after another with no write to another file between them.
  struct Extent {
    /// Where the write stands among all writes of the disk.
    var sequence: Int
    var count: Int
  }

  private(set) var size: Int
  /// Bytes at the start of the content which equal the durable image.
  private(set) var stable: Int
  /// Bytes of the durable image behind `stable`.
  private(set) var saved = 0
  /// How many of the saved bytes, counted from the last, were cut off, so that no byte written since can stand before
  /// them.
  private(set) var cut = 0
  /// What lies behind `stable`, oldest first.
  ///
  /// Their counts add up to `size - stable`.
  private(set) var extents: [Extent] = []
  /// Bytes which a failed sync marked as clean without writing them: on the medium they are zero.
  private(set) var dropped: [Range<Int>] = []

  /// A file whose content is durable.
  init(durableSize: Int) {
    size = durableSize
    stable = durableSize
  }

  /// Bytes a power cut may take.
  var unsynced: Int { size - stable }
  /// Where the last of them stand among all writes of the disk.
  var lastSequence: Int { extents.last?.sequence ?? 0 }

  /// The durable bytes that a change of the content from `offset` on takes out of it, nil when there are none.
  func endangered(from offset: Int) -> Range<Int>? { offset < stable ? offset..<stable : nil }

  /// Takes note of a write.
  ///
  /// Bytes between the end and `offset` are zero and belong to the write.
  mutating func write(at offset: Int, count: Int, sequence: Int) {
    if offset < size { overwrite(at: offset, count: count, sequence: sequence) }
    let end = offset + count
    guard end > size else { return }
    append(Extent(sequence: sequence, count: end - size))
    size = end
  }

  private mutating func append(_ extent: Extent) {
    if let last = extents.indices.last, extents[last].sequence == extent.sequence {
      extents[last].count += extent.count
    } else {
      extents.append(extent)
    }
  }

  private mutating func overwrite(at offset: Int, count: Int, sequence: Int) {
    dropped = dropped.flatMap { $0.removing(offset..<offset + count) }
    guard offset < stable else { return }
    saved += stable - offset
    stable = offset
    extents = [Extent(sequence: sequence, count: size - offset)]
  }

  /// Takes note of a change of size.
  mutating func truncate(to length: Int, sequence: Int) {
    guard length < size else { return write(at: size, count: length - size, sequence: sequence) }
    dropped = dropped.flatMap { $0.removing(length..<size) }
    if length < stable {
      saved += stable - length
      stable = length
    }
    cut = max(cut, stable + saved - length)
    size = length
    var room = size - stable
    extents = extents.compactMap { extent in
      let kept = min(extent.count, room)
      room -= kept
      return kept == 0 ? nil : Extent(sequence: extent.sequence, count: kept)
    }
  }

  /// Takes note of a sync that ended and covered the first `covered` bytes of the present content.
  ///
  /// `isWhole` tells that nothing was cut or written over since it started.
  mutating func synced(_ covered: Int, isWhole: Bool) {
    guard covered > stable || (covered == stable && isWhole) else { return }
    var done = covered - stable
    extents = extents.compactMap { extent in
      let taken = min(extent.count, done)
      done -= taken
      return extent.count == taken ? nil : Extent(sequence: extent.sequence, count: extent.count - taken)
    }
    stable = covered
    saved = 0
    cut = 0
  }

  /// Takes note of a sync of the first `covered` bytes that failed and left the bytes clean but unwritten.
  ///
  /// The first `unchanged` bytes behind `stable` are what the medium holds there, and stay so. Whoever does not know how
  /// many takes durable bytes that were written over for written over with the same.
  mutating func syncDropped(_ covered: Int, unchanged: Int?) {
    let start = stable + (unchanged ?? saved - cut)
    guard covered > start else { return }
    dropped = dropped.flatMap { $0.removing(start..<covered) } + [start..<covered]
  }

  /// What a power cut leaves when the first `kept` of the unsynced bytes survive.
  ///
  /// With `leavingHole` the file has its present size, and zeroes behind them; not if something was cut off it.
  func survivor(keeping kept: Int, leavingHole: Bool = false) -> Survivor {
    if leavingHole, saved == 0 {
      let zeroed = dropped + [stable + kept..<size]
      return Survivor(prefix: size, tail: 0..<0, zeroed: zeroed.filter { !$0.isEmpty })
    }
    let prefix = stable + kept
    let end = kept > 0 ? saved - cut : saved
    let tail = min(kept, end)..<end
    return Survivor(
      prefix: prefix, tail: tail, zeroed: dropped.map { $0.clamped(to: 0..<prefix) }.filter { !$0.isEmpty })
  }

  /// Content after a power cut.
  struct Survivor: Equatable {
    /// Bytes taken from the start of the content before the cut.
    var prefix: Int
    /// Bytes taken from the saved ones, which follow the prefix.
    var tail: Range<Int>
    /// Bytes in the prefix which read as zero.
    var zeroed: [Range<Int>]
    var size: Int { prefix + tail.count }
    /// Bytes which read as zero and did not before.
    var zeroedCount: Int { zeroed.reduce(0) { $0 + $1.count } }
  }
}

extension Range<Int> {
  /// What is left of the range without `hole`: none, one or two ranges.
  func removing(_ hole: Range<Int>) -> [Range<Int>] {
    let before = lowerBound..<Swift.max(lowerBound, Swift.min(upperBound, hole.lowerBound))
    let after = Swift.min(upperBound, Swift.max(lowerBound, hole.upperBound))..<upperBound
    return [before, after].filter { !$0.isEmpty }
  }
}

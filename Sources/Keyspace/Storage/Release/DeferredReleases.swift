/// Values that have lost their keys, and whole tables that were emptied, on their way back to the allocator: Redis' lazy
/// freeing, step by step on the one thread instead of all at once on another.
///
/// A step is counted in units of work, each about the time of freeing one small block; a million of them take a tenth of
/// a second. The values are freed in the order in which they came.
public final class DeferredReleases {
  /// Work beyond which a value is not freed at once where deferring is asked for, as in Redis.
  static let leastEffort = 64
  /// Work that may wait: what waits is finished before more is taken than that, so that removing large values over and
  /// over cannot fill the memory.
  static let mostEffort = 4 << 20

  /// One value, or one table with its values.
  private struct Item {
    let value: DeferredValue
    /// Keys whose values it holds.
    let objects: Int
    /// Units of work, estimated.
    var effort: Int
    let memoryPerUnit: Int
  }

  /// Whether anything is deferred at all; not while loading, when nobody waits for a reply.
  public var isActive = true
  /// Whether values that a command overwrites or removes by the way are deferred (Redis directive
  /// `lazyfree-lazy-server-del`).
  public var takesOverwritten = false
  /// Values that wait (INFO `lazyfree_pending_objects`).
  public private(set) var pendingObjects = 0
  /// Values that were freed this way (INFO `lazyfreed_objects`).
  public private(set) var freedObjects = 0
  /// Units of work that wait, estimated.
  public private(set) var effort = 0
  /// Bytes that wait, estimated.
  public private(set) var memory = 0
  private var items: [Item] = []
  /// The first of ``items`` that is not finished.
  private var next = 0

  /// Nothing waits.
  public init() {}

  deinit { while release(Int.max) {} }

  /// Whether nothing waits.
  ///
  /// O(1).
  public var isEmpty: Bool { next == items.count }

  /// Forgets how many values were freed (CONFIG RESETSTAT).
  public func resetStatistics() { freedObjects = 0 }

  /// Takes a value; the caller must not touch it any more.
  func add(_ value: DeferredValue, objects: Int, effort: Int, memory: Int) {
    while self.effort > Self.mostEffort { release(100_000) }
    items.append(Item(value: value, objects: objects, effort: effort, memoryPerUnit: memory / max(1, effort)))
    pendingObjects += objects
    self.effort += effort
    self.memory += memory / max(1, effort) * effort
  }

  /// Frees `units` worth of what waits, or all of it.
  ///
  /// Returns whether something is left.
  @discardableResult
  public func release(_ units: Int) -> Bool {
    var budget = units
    while budget > 0, next < items.count {
      let before = budget
      let isFinished = items[next].value.releasePart(&budget)
      let done = isFinished ? items[next].effort : min(before - budget, items[next].effort)
      items[next].effort -= done
      effort -= done
      memory -= done * items[next].memoryPerUnit
      guard isFinished else { break }
      pendingObjects -= items[next].objects
      freedObjects += items[next].objects
      next += 1
    }
    if next == items.count, next > 0 {
      items.removeAll(keepingCapacity: next < 1000)
      next = 0
    } else if next > 1000 {
      items.removeFirst(next)
      next = 0
    }
    return !isEmpty
  }
}

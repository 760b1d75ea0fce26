import Bytes

/// The numbered databases of one engine.
public final class Keyspace {
  /// The databases, by number.
  public private(set) var databases: [Database]
  /// What they have let go of and is not freed yet.
  public let deferred: DeferredReleases

  /// `count` empty databases (Redis directive `databases`), whose tables are seeded from `seed`.
  ///
  /// Sets the C library's allocator up for blocks of a few dozen bytes, for the whole process.
  public init(databases count: Int, seed: UInt64) {
    Allocator.mergeFreedBlocksAtOnce()
    Allocator.growInLargeSteps()
    var numbers = RandomNumbers(seed: seed)
    let deferred = DeferredReleases()
    self.deferred = deferred
    databases = (0..<count).map { _ in Database(seed: numbers.next(), deferred: deferred) }
  }

  /// Exchanges the contents of two databases (SWAPDB).
  ///
  /// O(1).
  public func swap(_ first: Int, _ second: Int) { databases.swapAt(first, second) }

  /// Removes every key of every database.
  ///
  /// O(n).
  public func removeAll() { for database in databases { database.removeAll() } }

  /// Keys in all databases.
  ///
  /// O(databases).
  public var count: Int { databases.reduce(0) { $0 + $1.count } }

  /// Bytes in entries and long strings of all databases, tables included, without what ``deferred`` has.
  public var usedMemory: Int { databases.reduce(0) { $0 + $1.usedMemory + $1.tableMemory } }
}

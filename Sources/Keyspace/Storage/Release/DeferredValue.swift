import Glibc

/// What ``DeferredReleases`` frees: a value without its key, or the keys of an emptied database with their values.
@safe enum DeferredValue {
  case collection(ValueType, CollectionBlock)
  case database(DetachedEntries)

  /// Frees up to `budget` units of it, which are subtracted.
  ///
  /// Returns whether nothing is left.
  func releasePart(_ budget: inout Int) -> Bool {
    switch self {
    case .collection(.string, _): true
    case .collection(.list, let block): ListValue(block: block).releasePart(&budget)
    case .collection(.set, let block): SetValue(block: block).releasePart(&budget)
    case .collection(.sortedSet, let block): SortedSetValue(block: block).releasePart(&budget)
    case .collection(.hash, let block): HashValue(block: block).releasePart(&budget)
    case .collection(.stream, let block): StreamValue(block: block).releasePart(&budget)
    case .database(let entries): entries.releasePart(&budget)
    }
  }
}

/// The entries of a database that was emptied.
final class DetachedEntries {
  private var table: Table<Entry>
  /// The next bucket.
  private var index = 0
  /// The value of an entry that was too large for one step, and is freed before the next.
  private var unfinished: DeferredValue?

  /// Takes over a table with its entries.
  init(_ table: consuming Table<Entry>) { self.table = table }

  /// Frees up to `budget` units.
  ///
  /// Returns whether nothing is left.
  func releasePart(_ budget: inout Int) -> Bool {
    while true {
      if let unfinished {
        guard unfinished.releasePart(&budget) else { return false }
        self.unfinished = nil
      }
      guard budget > 0 else { return false }
      guard let entry = table.takeNext(&index, &budget) else { return index == table.bucketCount }
      if unsafe entry.owned.effort > DeferredReleases.leastEffort {
        unfinished = .collection(entry.type, entry.block)
      } else {
        unsafe entry.owned.release()
      }
      unsafe free(entry.base)
      budget -= 1
    }
  }
}

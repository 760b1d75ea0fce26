/// What an entry owns besides its own block, and what goes with it.
@unsafe enum OwnedValue {
  case nothing
  case string(StringBody)
  case collection(ValueType, CollectionBlock)

  /// What the allocator takes for it.
  ///
  /// O(1).
  var memory: Int {
    switch unsafe self {
    case .nothing, .collection(.string, _): 0
    case .string(let body): unsafe body.blockSize
    case .collection(.list, let block): ListValue(block: block).memory
    case .collection(.set, let block): SetValue(block: block).memory
    case .collection(.sortedSet, let block): SortedSetValue(block: block).memory
    case .collection(.hash, let block): HashValue(block: block).memory
    case .collection(.stream, let block): StreamValue(block: block).memory
    }
  }

  /// Frees it.
  func release() {
    switch unsafe self {
    case .nothing, .collection(.string, _): break
    case .string(let body): unsafe body.release()
    case .collection(.list, let block): ListValue(block: block).release()
    case .collection(.set, let block): SetValue(block: block).release()
    case .collection(.sortedSet, let block): SortedSetValue(block: block).release()
    case .collection(.hash, let block): HashValue(block: block).release()
    case .collection(.stream, let block): StreamValue(block: block).release()
    }
  }
}

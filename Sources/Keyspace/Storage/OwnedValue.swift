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

  /// How much work it is to free it, in about as many blocks.
  var effort: Int {
    switch unsafe self {
    case .nothing, .string, .collection(.string, _): 1
    case .collection(.list, let block): ListValue(block: block).releaseEffort
    case .collection(.set, let block): SetValue(block: block).releaseEffort
    case .collection(.sortedSet, let block): SortedSetValue(block: block).releaseEffort
    case .collection(.hash, let block): HashValue(block: block).releaseEffort
    case .collection(.stream, let block): StreamValue(block: block).releaseEffort
    }
  }

  /// Frees it.
  func release() {
    switch unsafe self {
    case .nothing: break
    case .string(let body): unsafe body.release()
    case .collection(let type, let block):
      var budget = Int.max
      _ = DeferredValue.collection(type, block).releasePart(&budget)
    }
  }
}

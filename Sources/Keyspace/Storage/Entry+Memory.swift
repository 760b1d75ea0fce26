extension Entry {
  /// Bytes that the allocator takes for the entry and its value. O(1).
  public var memory: Int {
    let block = Database.blockSize(size)
    switch type {
    case .string: return block + (unsafe body?.blockSize ?? 0)
    case .list: return block + ListValue(block: self.block).memory
    case .set: return block + SetValue(block: self.block).memory
    case .sortedSet: return block + SortedSetValue(block: self.block).memory
    case .hash: return block + HashValue(block: self.block).memory
    case .stream: return block + StreamValue(block: self.block).memory
    }
  }
}

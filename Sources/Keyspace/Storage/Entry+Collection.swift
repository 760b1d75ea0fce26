extension Entry {
  /// Where the value is that is no string.
  public var block: CollectionBlock {
    precondition(type != .string, "a string is no collection")
    let address = unsafe base.loadUnaligned(fromByteOffset: valueOffset, as: UnsafeMutableRawPointer.self)
    return unsafe CollectionBlock(address, encoding: kind >> 4)
  }

  /// Puts a collection, which may have moved or changed its encoding, into the entry of its type.
  func setBlock(_ block: CollectionBlock) {
    unsafe base.storeBytes(of: kind & 15 | block.encoding << 4, as: UInt8.self)
    unsafe base.storeBytes(of: block.address, toByteOffset: valueOffset, as: UnsafeMutableRawPointer.self)
  }

  /// What is owned besides the entry's own block.
  var owned: OwnedValue {
    if type != .string { return unsafe .collection(type, block) }
    guard let body = unsafe body else { return unsafe .nothing }
    return unsafe .string(body)
  }

  /// The name that OBJECT ENCODING replies.
  public var encodingName: StaticString {
    switch type {
    case .string: stringEncoding.name
    case .list: ListValue(block: block).encodingName
    case .set: SetValue(block: block).encodingName
    case .sortedSet: SortedSetValue(block: block).encodingName
    case .hash: HashValue(block: block).encodingName
    case .stream: StreamValue(block: block).encodingName
    }
  }
}

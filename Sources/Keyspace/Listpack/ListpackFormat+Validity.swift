extension ListpackFormat {
  /// Whether `bytes` are a listpack: by its header and end alone, or `deeply` also by each element.
  ///
  /// Only what passes the deep check may become a ``Listpack``, because a walk over that trusts what it reads. O(1), or
  /// O(count).
  public static func isValid(_ bytes: Span<UInt8>, deeply: Bool) -> Bool {
    guard bytes.count > headerSize, number(bytes, 0, 4) == bytes.count, bytes[bytes.count - 1] == end else {
      return false
    }
    guard deeply else { return true }
    var position = headerSize
    var count = 0
    while bytes[position] != end {
      guard let next = next(bytes, position) else { return false }
      position = next
      count += 1
    }
    let stated = number(bytes, 4, 2)
    return position == bytes.count - 1 && (stated == unknownCount || stated == count)
  }

  /// Where the element after the one at `position` begins, or nil if that one is damaged or has no room.
  private static func next(_ bytes: Span<UInt8>, _ position: Int) -> Int? {
    guard let length = statedLength(bytes, position) else { return nil }
    let size = length + backLength(length)
    guard size < bytes.count - position else { return nil }
    guard let stated = statedLength(bytes, endingAt: position + size) else { return nil }
    return stated + backLength(stated) == size ? position + size : nil
  }

  /// The length of encoding and data of the element at `position`, or nil if there is no such encoding.
  private static func statedLength(_ bytes: Span<UInt8>, _ position: Int) -> Int? {
    let head = bytes[position]
    let headSize = head == 0xF0 ? 5 : head & 0xF0 == 0xE0 ? 2 : 1
    guard headSize < bytes.count - position else { return nil }
    switch head {
    case 0..<0x80: return 1
    case 0x80..<0xC0: return 1 + Int(head & 63)
    case 0xC0..<0xE0: return 2
    case 0xE0..<0xF0: return 2 + Int(head & 15) << 8 + Int(bytes[position + 1])
    case 0xF0: return 5 + number(bytes, position + 1, 4)
    case 0xF1: return 3
    case 0xF2: return 4
    case 0xF3: return 5
    case 0xF4: return 9
    default: return nil
    }
  }

  /// The length that ends before `position`.
  private static func statedLength(_ bytes: Span<UInt8>, endingAt position: Int) -> Int? {
    var length = 0
    for step in 1...5 {
      guard position - step >= headerSize else { return nil }
      let byte = bytes[position - step]
      length |= Int(byte & 127) << (7 * (step - 1))
      if byte & 128 == 0 { return length }
    }
    return nil
  }

  /// A little-endian number.
  private static func number(_ bytes: Span<UInt8>, _ position: Int, _ size: Int) -> Int {
    var number = 0
    for index in 0..<size { number |= Int(bytes[position + index]) << (8 * index) }
    return number
  }
}

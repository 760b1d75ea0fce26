import Bytes

extension ListpackFormat {
  /// The elements of the listpack `bytes`, in order, or nil if it is damaged anywhere.
  ///
  /// For what comes from outside and is put into another form at once. O(count).
  public static func elements(of bytes: Span<UInt8>) -> [ListpackElement]? {
    guard isValid(bytes, deeply: true) else { return nil }
    var elements: [ListpackElement] = []
    var position = headerSize
    while bytes[position] != end {
      let (element, length) = element(of: bytes, at: position)
      elements.append(element)
      position += length + backLength(length)
    }
    return elements
  }

  /// The element at `position` of a valid listpack, and the length of its encoding and data.
  private static func element(of bytes: Span<UInt8>, at position: Int) -> (ListpackElement, length: Int) {
    let head = Int(bytes[position])
    switch head {
    case 0..<0x80: return (.integer(Int64(head)), 1)
    case 0x80..<0xC0: return (.bytes(position + 1..<position + 1 + head & 63), 1 + head & 63)
    case 0xC0..<0xE0:
      let bits = (head & 31) << 8 | Int(bytes[position + 1])
      return (.integer(Int64(bits < 0x1000 ? bits : bits - 0x2000)), 2)
    case 0xE0..<0xF0:
      let count = (head & 15) << 8 | Int(bytes[position + 1])
      return (.bytes(position + 2..<position + 2 + count), 2 + count)
    case 0xF0:
      let count = Int(integer(bytes, position + 1, 4) & 0xFFFF_FFFF)
      return (.bytes(position + 5..<position + 5 + count), 5 + count)
    default:
      let size = head == 0xF4 ? 8 : head - 0xEF
      return (.integer(integer(bytes, position + 1, size)), 1 + size)
    }
  }

  /// A little-endian signed integer of `size` bytes.
  private static func integer(_ bytes: Span<UInt8>, _ position: Int, _ size: Int) -> Int64 {
    var bits: UInt64 = 0
    for index in 0..<size { bits |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    let shift = UInt64(64 - 8 * size)
    return Int64(bitPattern: bits << shift) >> Int64(shift)
  }
}

extension ListpackElement {
  /// Lets `body` read the text of an element of `listpack`, an integer's in decimal.
  public func withText<Result>(in listpack: Span<UInt8>, _ body: (Span<UInt8>) -> Result) -> Result {
    switch self {
    case .integer(let value): body(DecimalDigits(value).span)
    case .bytes(let range): body(listpack.extracting(range))
    }
  }
}

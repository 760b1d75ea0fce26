import Bytes
import Glibc

extension Listpack {
  // MARK: Walking

  /// Where the first element begins.
  var first: Int? { unsafe present(ListpackFormat.headerSize) }

  /// Where the last element begins.
  ///
  /// O(1).
  var last: Int? { unsafe previous(byteCount - 1) }

  private func present(_ position: Int) -> Int? {
    unsafe byte(position) == Int(ListpackFormat.end) ? nil : position
  }

  /// The element after the one at `position`.
  func next(_ position: Int) -> Int? { unsafe present(end(of: position)) }

  /// Where the element at `position` ends.
  func end(of position: Int) -> Int {
    let length = unsafe length(position)
    return position &+ length &+ ListpackFormat.backLength(length)
  }

  /// The element before the one at `position`, which may also be the end.
  func previous(_ position: Int) -> Int? {
    guard position > ListpackFormat.headerSize else { return nil }
    var length = 0
    var shift = 0
    var place = position
    repeat {
      place &-= 1
      length |= unsafe (byte(place) & 127) &<< shift
      shift &+= 7
    } while unsafe byte(place) & 128 != 0
    return position &- length &- ListpackFormat.backLength(length)
  }

  /// The element of that index, counted from the end when it is negative.
  ///
  /// O(index), from the nearer end when the header knows the number of elements.
  func position(at index: Int) -> Int? {
    var index = index
    let stated = unsafe statedCount
    if stated != ListpackFormat.unknownCount {
      if index < 0 { index += stated }
      guard index >= 0, index < stated else { return nil }
      if index > stated / 2 { index -= stated }
    }
    var position = unsafe index < 0 ? last : first
    while let here = position, index != 0, index != -1 {
      position = unsafe index < 0 ? previous(here) : next(here)
      index += index < 0 ? 1 : -1
    }
    return position
  }

  // MARK: Elements

  /// The length of encoding and data of the element at `position`.
  func length(_ position: Int) -> Int {
    let head = unsafe byte(position)
    if head < 0x80 { return 1 }
    if head < 0xC0 { return 1 &+ head & 63 }
    if head < 0xE0 { return 2 }
    if head < 0xF0 { return unsafe 2 &+ (head & 15) &<< 8 &+ byte(position &+ 1) }
    switch head {
    case 0xF0: return unsafe 5 &+ Int(number(position, UInt32.self))
    case 0xF1: return 3
    case 0xF2: return 4
    case 0xF3: return 5
    case 0xF4: return 9
    default: fatalError("no encoding of a listpack: \(head)")
    }
  }

  /// The number behind the first byte of an element.
  private func number<Number: FixedWidthInteger & BitwiseCopyable>(_ position: Int, _ type: Number.Type) -> Number {
    unsafe Number(littleEndian: base.loadUnaligned(fromByteOffset: position &+ 1, as: type))
  }

  /// What the element at `position` holds.
  func element(_ position: Int) -> ListpackElement {
    let head = unsafe byte(position)
    switch head {
    case 0..<0x80: return .integer(Int64(head))
    case 0x80..<0xC0: return .bytes(position + 1..<position + 1 + head & 63)
    case 0xC0..<0xE0:
      let bits = unsafe (head & 31) << 8 | byte(position + 1)
      return .integer(Int64(bits < 0x1000 ? bits : bits - 0x2000))
    case 0xF1: return unsafe .integer(Int64(number(position, Int16.self)))
    case 0xF2:
      let low = unsafe Int64(number(position, UInt16.self))
      let high = unsafe Int64(Int8(truncatingIfNeeded: byte(position + 3)))
      return .integer(high << 16 | low)
    case 0xF3: return unsafe .integer(Int64(number(position, Int32.self)))
    case 0xF4: return unsafe .integer(number(position, Int64.self))
    default:
      let start = position + (head == 0xF0 ? 5 : 2)
      return unsafe .bytes(start..<position + length(position))
    }
  }

  /// Lets `body` read the text of the element at `position`, an integer's in decimal.
  func withText<Result: ~Copyable, Failure: Error>(
    _ position: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch unsafe element(position) {
    case .integer(let value): return try body(DecimalDigits(value).span)
    case .bytes(let range): return unsafe try body(bytes(range))
    }
  }

  // MARK: Comparing

  /// Whether the element at `position` has the text `text`.
  func equals(_ position: Int, _ text: Span<UInt8>) -> Bool {
    unsafe equals(position, text, text.canonicalInteger)
  }

  private func equals(_ position: Int, _ text: Span<UInt8>, _ integer: Int64?) -> Bool {
    switch unsafe element(position) {
    case .integer(let value): value == integer
    case .bytes(let range): unsafe range.count == text.count && bytes(range).equals(text)
    }
  }

  /// The first element from `position` on that has the text `text`, when of every `skipping + 1` elements only one is
  /// looked at.
  ///
  /// O(n).
  func find(_ text: Span<UInt8>, from position: Int, skipping: Int = 0) -> Int? {
    let integer = text.canonicalInteger
    var position: Int? = position
    while let here = position {
      if unsafe equals(here, text, integer) { return here }
      position = unsafe next(here)
      for _ in 0..<skipping {
        guard let skipped = position else { return nil }
        position = unsafe next(skipped)
      }
    }
    return nil
  }
}

import Bytes

/// The format of `struct`: one letter for each item, with control letters between them.
///
/// `b B h H l L T i I` are signed and unsigned integers (of 1, 2, 8, 8 and by default 4 bytes, `i` and `I` with a size
/// behind them), `f d` floats, `x` a zero byte, `s` a string up to a zero byte, `c` one of the size behind it; `<` and
/// `>` choose the order of bytes, `!` the alignment.
struct StructFormat {
  struct Item {
    let letter: UInt8
    /// Its size in bytes; 0 where the value decides.
    var size: Int
  }

  private let text: [UInt8]
  private var position = 0
  private(set) var isBigEndian = false
  private var alignment = 1

  init(_ text: [UInt8]) { self.text = text.prefix { $0 != 0 } + [] }

  /// The next item; control letters take effect on the way. Nil at the end.
  mutating func next() throws(LuaError) -> Item? {
    while position < text.count {
      let letter = text[position]
      position += 1
      switch letter {
      case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "x"): return Item(letter: letter, size: 1)
      case UInt8(ascii: "h"), UInt8(ascii: "H"): return Item(letter: letter, size: 2)
      case UInt8(ascii: "f"): return Item(letter: letter, size: 4)
      case UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "T"), UInt8(ascii: "d"):
        return Item(letter: letter, size: 8)
      case UInt8(ascii: "s"): return Item(letter: letter, size: 0)
      case UInt8(ascii: "c"): return Item(letter: letter, size: try number(otherwise: 1))
      case UInt8(ascii: "i"), UInt8(ascii: "I"):
        let size = try number(otherwise: 4)
        guard size <= 32 else { throw .text("integral size \(size) is larger than limit of 32") }
        return Item(letter: letter, size: size)
      case UInt8(ascii: "<"): isBigEndian = false
      case UInt8(ascii: ">"): isBigEndian = true
      case UInt8(ascii: " "): break
      case UInt8(ascii: "!"):
        alignment = try number(otherwise: 8)
        guard alignment > 0, alignment & (alignment - 1) == 0 else {
          throw .text("alignment \(alignment) is not a power of 2")
        }
      default: throw .argument(1, "invalid format option '\(String(decoding: [letter], as: UTF8.self))'")
      }
    }
    return nil
  }

  private mutating func number(otherwise: Int) throws(LuaError) -> Int {
    guard position < text.count, text[position].isASCIIDigit else { return otherwise }
    var value = 0
    while position < text.count, text[position].isASCIIDigit {
      let digit = Int(text[position] - 0x30)
      guard value <= (Int(Int32.max) - digit) / 10 else { throw .text("integral size overflow") }
      value = value * 10 + digit
      position += 1
    }
    return value
  }

  /// Bytes between `offset` and the place where `item` may begin.
  func padding(_ item: Item, at offset: Int) -> Int {
    if item.size == 0 || item.letter == UInt8(ascii: "c") { return 0 }
    let unit = min(item.size, alignment)
    if unit <= 1 { return 0 }
    return (unit - offset & (unit - 1)) & (unit - 1)
  }
}

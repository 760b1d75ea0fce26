import Bytes

/// A member of a large set: its length (``BlockLength``) and its bytes.
@safe struct SetMember: ElementBlock {
  let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// A block of its own for `text`.
  static func make(_ text: Span<UInt8>) -> SetMember {
    let offset = BlockLength.size(of: text.count)
    let block = unsafe ElementTable<SetMember>.allocate(offset + text.count)
    unsafe BlockLength.store(text.count, to: block)
    unsafe BlockLength.store(text, to: block + offset)
    return unsafe SetMember(block)
  }

  private var length: Int { unsafe BlockLength.load(base) }
  var size: Int { length &+ BlockLength.size(of: length) }

  /// The member.
  var text: ElementText {
    let length = length
    return unsafe ElementText(base + BlockLength.size(of: length), count: length)
  }

  var key: Span<UInt8> {
    @_lifetime(borrow self)
    get { unsafe _overrideLifetime(text.bytes, borrowing: self) }
  }
}

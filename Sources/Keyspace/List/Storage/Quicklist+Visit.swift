import Bytes

extension Quicklist {
  /// Lets `body` read elements from index `start` on, towards `end`, until it returns false.
  func visit(from start: Int, towards end: ListEnd, _ body: (Span<UInt8>) -> Bool) {
    guard let (first, firstOffset) = unsafe seek(start) else { return }
    var node: Node? = unsafe first
    var offset: Int? = firstOffset
    while let here = unsafe node {
      let goesOn = unsafe withContent(of: here) { content in
        if unsafe here.pointee.isPlain {
          return unsafe Listpack.withBytes(content, count: here.pointee.size, body)
        }
        return unsafe Listpack(base: content).visit(from: offset, towards: end, body)
      }
      if !goesOn { return }
      offset = nil
      unsafe node = end == .right ? here.pointee.next : here.pointee.previous
    }
  }
}

extension Listpack {
  /// Lets `body` read elements from index `start` on, or from the beginning if it is nil, towards `end`, until it returns
  /// false.
  ///
  /// Returns whether it never did.
  func visit(from start: Int?, towards end: ListEnd, _ body: (Span<UInt8>) -> Bool) -> Bool {
    var position: Int?
    if let start { position = unsafe self.position(at: start) } else { position = unsafe end == .right ? first : last }
    while let here = position {
      if unsafe !withText(here, { body($0) }) { return false }
      position = unsafe end == .right ? next(here) : previous(here)
    }
    return true
  }

  /// Lets `body` read the `count` bytes at an address.
  static func withBytes<Result>(
    _ address: UnsafeMutableRawPointer, count: Int, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    unsafe body(Span(_unsafeStart: UnsafePointer(address.assumingMemoryBound(to: UInt8.self)), count: count))
  }

  /// Tells `body` for elements from index `start` on, or from the beginning if it is nil, towards `end`, whether they have
  /// the text `text`, until it returns false.
  func match(
    _ text: Span<UInt8>, from start: Int?, towards end: ListEnd, _ body: (_ isMatch: Bool) -> Bool
  ) -> Bool {
    var position: Int?
    if let start { position = unsafe self.position(at: start) } else { position = unsafe end == .right ? first : last }
    while let here = position {
      if unsafe !body(equals(here, text)) { return false }
      position = unsafe end == .right ? next(here) : previous(here)
    }
    return true
  }
}

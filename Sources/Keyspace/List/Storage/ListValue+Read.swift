import Bytes

extension ListValue {
  /// Lets `body` read elements from index `start` on, towards `end`, until it returns false.
  ///
  /// O(nodes) and the elements read.
  public func visit(from start: Int, towards end: ListEnd = .right, _ body: (Span<UInt8>) -> Bool) {
    guard start >= 0, start < count else { return }
    if isSmall {
      _ = unsafe listpack.visit(from: start, towards: end, body)
    } else {
      unsafe quicklist.visit(from: start, towards: end, body)
    }
  }

  /// Lets `body` read all elements in order.
  public func forEach(_ body: (Span<UInt8>) -> Void) {
    visit(from: 0) { text in
      body(text)
      return true
    }
  }

  /// Tells `body` for elements from index `start` on, towards `end`, whether they have the text `text`, until it returns
  /// false.
  public func match(
    _ text: Span<UInt8>, from start: Int, towards end: ListEnd, _ body: (_ isMatch: Bool) -> Bool
  ) {
    guard start >= 0, start < count else { return }
    if isSmall {
      _ = unsafe listpack.match(text, from: start, towards: end, body)
    } else {
      visit(from: start, towards: end) { body($0.equals(text)) }
    }
  }
}

/// What an element of a listpack holds.
public enum ListpackElement: Equatable, Sendable {
  /// A text that reads as a 64-bit integer is one.
  case integer(Int64)
  /// Where in the listpack's bytes the text lies.
  case bytes(Range<Int>)
}

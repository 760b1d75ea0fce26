/// An end of a list: the left one is its head, with index 0.
public enum ListEnd: Sendable {
  case left
  case right
}

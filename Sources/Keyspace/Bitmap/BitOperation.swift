/// How BITOP combines strings of bits.
public enum BitOperation: Sendable {
  /// A bit is set that is set in all.
  case and
  /// A bit is set that is set in any.
  case or
  /// A bit is set that is set in an odd number of them.
  case xor
}

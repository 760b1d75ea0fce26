/// The protocol that a connection speaks; `HELLO` changes it.
public enum ProtocolVersion: Int, Equatable, Sendable {
  /// RESP2: no maps, sets, doubles or booleans; they are sent as arrays, bulk strings and integers.
  case resp2 = 2
  /// RESP3.
  case resp3 = 3
}

/// A decoded reply.
public indirect enum Reply: Equatable, Sendable {
  /// One key of a map and its value.
  public struct Pair: Equatable, Sendable {
    public var key: Reply
    public var value: Reply

    /// A pair.
    public init(key: Reply, value: Reply) {
      self.key = key
      self.value = value
    }
  }

  /// A status, such as `OK`.
  case simple([UInt8])
  /// An error's code and message, without the `-`.
  case error([UInt8])
  case integer(Int64)
  case bulk([UInt8])
  /// RESP2's null string or RESP3's null.
  case null
  /// RESP2's null array.
  case nullArray
  case array([Reply])
  case map([Pair])
  case set([Reply])
  /// A message out of turn.
  case push([Reply])
  /// A double and the text it came as.
  case double(Double, text: [UInt8])
  case bool(Bool)
  /// An integer of any size, in decimal.
  case bigNumber([UInt8])
  /// A text to be shown as it is, and its three-letter format.
  case verbatim(format: [UInt8], text: [UInt8])

  /// Whether the reply is an error.
  public var isError: Bool {
    if case .error = self { return true }
    return false
  }
}

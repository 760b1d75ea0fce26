/// One reply of a Redis server, as it came over the wire.
public indirect enum Reply: Equatable, Sendable {
  case simple([UInt8])
  case error([UInt8])
  case integer(Int64)
  case bulk([UInt8])
  case null
  case array([Reply])
  case map([Pair])
  case set([Reply])
  case push([Reply])
  case double([UInt8])
  case bool(Bool)
  case bigNumber([UInt8])
  case verbatim([UInt8])

  /// One entry of a map.
  public struct Pair: Equatable, Sendable {
    public let key: Reply
    public let value: Reply

    public init(_ key: Reply, _ value: Reply) {
      self.key = key
      self.value = value
    }
  }

  /// The text of a status, error or string, what is not UTF-8 repaired; nil for other replies.
  public var text: String? {
    switch self {
    case .simple(let bytes), .error(let bytes), .bulk(let bytes), .verbatim(let bytes), .double(let bytes),
      .bigNumber(let bytes):
      String(decoding: bytes, as: UTF8.self)
    default: nil
    }
  }

  /// The elements of an array, set or push; nil for other replies.
  public var elements: [Reply]? {
    switch self {
    case .array(let elements), .set(let elements), .push(let elements): elements
    default: nil
    }
  }

  /// The pairs of a map; nil for other replies.
  public var pairs: [Pair]? {
    guard case .map(let pairs) = self else { return nil }
    return pairs
  }

  /// The value of the entry called `name` of a map; nil if there is none.
  public subscript(_ name: String) -> Reply? { pairs?.first { $0.key.text == name }?.value }
}

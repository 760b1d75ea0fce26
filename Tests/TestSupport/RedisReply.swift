/// One reply of a Redis server, as it came over the wire.
public indirect enum RedisReply: Equatable, Sendable {
  case simple([UInt8])
  case error([UInt8])
  case integer(Int64)
  case bulk([UInt8])
  case null
  case array([RedisReply])
  case map([Pair])
  case set([RedisReply])
  case push([RedisReply])
  case double([UInt8])
  case bool(Bool)
  case bigNumber([UInt8])
  case verbatim([UInt8])

  /// One entry of a map.
  public struct Pair: Equatable, Sendable {
    public let key: RedisReply
    public let value: RedisReply

    public init(_ key: RedisReply, _ value: RedisReply) {
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
  public var elements: [RedisReply]? {
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
  public subscript(_ name: String) -> RedisReply? { pairs?.first { $0.key.text == name }?.value }
}

extension RedisReply: CustomStringConvertible {
  /// The reply on one line, what is not ASCII escaped.
  public var description: String {
    switch self {
    case .simple(let bytes): "+\(Self.quoted(bytes))"
    case .error(let bytes): "-\(Self.quoted(bytes))"
    case .integer(let value): "\(value)"
    case .bulk(let bytes): Self.quoted(bytes)
    case .null: "null"
    case .array(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .map(let pairs): "{\(pairs.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    case .set(let elements): "~[\(elements.map(\.description).joined(separator: ", "))]"
    case .push(let elements): ">[\(elements.map(\.description).joined(separator: ", "))]"
    case .double(let bytes), .bigNumber(let bytes), .verbatim(let bytes): Self.quoted(bytes)
    case .bool(let value): "\(value)"
    }
  }

  private static func quoted(_ bytes: [UInt8]) -> String {
    let text = bytes.map { byte in
      switch byte {
      case 0x20...0x7E: String(UnicodeScalar(byte))
      default: "\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
      }
    }
    return "\"\(text.joined())\""
  }
}

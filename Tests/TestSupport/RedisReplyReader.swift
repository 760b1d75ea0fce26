/// Reads replies, RESP2 or RESP3, from bytes. It is written apart from the project's codec, so that it can judge it.
public struct RedisReplyReader {
  /// The bytes do not make a reply.
  public struct Malformed: Error {
    /// Where in the bytes.
    public let offset: Int
  }

  private let bytes: [UInt8]
  /// How many bytes have been read.
  public private(set) var offset: Int

  /// A reader of `bytes` from `offset` on.
  public init(_ bytes: [UInt8], offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The next reply; nil, with nothing read, if its bytes are not all there.
  public mutating func next() throws(Malformed) -> RedisReply? {
    let start = offset
    let reply = try read()
    if reply == nil { offset = start }
    return reply
  }

  /// All replies that `bytes` hold, which must be nothing else.
  public static func all(_ bytes: [UInt8]) throws(Malformed) -> [RedisReply] {
    var reader = RedisReplyReader(bytes)
    var replies: [RedisReply] = []
    while let reply = try reader.next() { replies.append(reply) }
    guard reader.offset == bytes.count else { throw Malformed(offset: reader.offset) }
    return replies
  }

  private mutating func read() throws(Malformed) -> RedisReply? {
    guard let line = line(), let marker = line.first else { return nil }
    let rest = Array(line.dropFirst())
    switch marker {
    case UInt8(ascii: "+"): return .simple(rest)
    case UInt8(ascii: "-"): return .error(rest)
    case UInt8(ascii: ":"): return .integer(try number(rest))
    case UInt8(ascii: ","): return .double(rest)
    case UInt8(ascii: "("): return .bigNumber(rest)
    case UInt8(ascii: "#"): return .bool(rest == [UInt8(ascii: "t")])
    case UInt8(ascii: "_"): return .null
    case UInt8(ascii: "$"): return try text(rest).map { $0.map(RedisReply.bulk) ?? .null }
    case UInt8(ascii: "="): return try text(rest).map { $0.map(RedisReply.verbatim) ?? .null }
    case UInt8(ascii: "*"): return try elements(rest).map { $0.map(RedisReply.array) ?? .null }
    case UInt8(ascii: "~"): return try elements(rest).map { $0.map(RedisReply.set) ?? .null }
    case UInt8(ascii: ">"): return try elements(rest).map { $0.map(RedisReply.push) ?? .null }
    case UInt8(ascii: "%"): return try map(rest)
    default: throw Malformed(offset: offset)
    }
  }

  private mutating func line() -> [UInt8]? {
    guard let end = bytes[offset...].firstIndex(of: 0x0D), end + 1 < bytes.count else { return nil }
    defer { offset = end + 2 }
    return Array(bytes[offset..<end])
  }

  private func number(_ digits: [UInt8]) throws(Malformed) -> Int64 {
    guard let value = Int64(String(decoding: digits, as: UTF8.self)) else { throw Malformed(offset: offset) }
    return value
  }

  /// A text of the length that `header` says; the outer nil is for bytes that are not there yet.
  private mutating func text(_ header: [UInt8]) throws(Malformed) -> [UInt8]?? {
    let length = Int(try number(header))
    if length < 0 { return .some(nil) }
    guard offset + length + 2 <= bytes.count else { return nil }
    defer { offset += length + 2 }
    return .some(Array(bytes[offset..<offset + length]))
  }

  private mutating func elements(_ header: [UInt8]) throws(Malformed) -> [RedisReply]?? {
    let count = Int(try number(header))
    if count < 0 { return .some(nil) }
    var elements: [RedisReply] = []
    for _ in 0..<count {
      guard let element = try read() else { return nil }
      elements.append(element)
    }
    return .some(elements)
  }

  private mutating func map(_ header: [UInt8]) throws(Malformed) -> RedisReply? {
    var pairs: [RedisReply.Pair] = []
    for _ in 0..<Int(try number(header)) {
      guard let key = try read(), let value = try read() else { return nil }
      pairs.append(RedisReply.Pair(key, value))
    }
    return .map(pairs)
  }
}

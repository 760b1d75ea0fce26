import Bytes
import Keyspace

extension RecordReader {
  /// Reads a value of RDB type `type`, which the caller owns.
  ///
  /// - 3: a length, and so many members, each with its score as text behind the length of the text in one byte; FD stands
  ///   for no number, FE for infinity, FF for negative infinity;
  /// - 5: the same with scores as doubles of 8 bytes, little-endian;
  /// - 12, 17: a string that is a ziplist or listpack of members and scores in turn, in their order.
  mutating func readSortedSet(type: UInt8) throws(RDBError.Cause) -> SortedSetValue {
    if type == 3 || type == 5 { return try readMembersWithScores(type: type) }
    try readString()
    if type == 12 { return try sortedSet(ofZiplist: type) }
    guard var set = withFound({ SortedSetValue(listpack: $0) }) else {
      throw .corruptValue(type: type, reason: "Zset listpack integrity check failed.")
    }
    set.enlargeIfMany(limits)
    return set
  }

  private mutating func readMembersWithScores(type: UInt8) throws(RDBError.Cause) -> SortedSetValue {
    var left = try readCount()
    // Each member takes three bytes at least.
    var set = SortedSetBuilder(limits, capacity: Int(clamping: min(left, UInt64(input.remaining(limit: 1 << 16) / 3))))
    var member = ByteWriter(minimumCapacity: 64)
    while left > 0 {
      try readString()
      member.removeAll(keepingAtMost: ByteInput.chunk)
      withFound { member.append($0) }
      let score = type == 5 ? Double(bitPattern: try input.integer(8)) : try readScoreText()
      if score.isNaN { throw .corruptValue(type: type, reason: "Zset with NAN score detected") }
      var isNew = true
      set.update(member.span) { old in
        isNew = old == nil
        return score
      }
      if !isNew { throw .corruptValue(type: type, reason: "Duplicate zset fields detected") }
      left -= 1
    }
    return set.finish(limits)
  }

  private mutating func readScoreText() throws(RDBError.Cause) -> Double {
    let count = try input.byte()
    switch count {
    case 0xFD: return .nan
    case 0xFE: return .infinity
    case 0xFF: return -.infinity
    default:
      let range = try input.take(Int(count))
      guard Self.beginsNumber(input.span(range)) else { throw .shortRead }
      return input.span(range).looseDouble.value
    }
  }

  /// Whether there is a number at the beginning of a score; for Redis, the file ends where there is none.
  private static func beginsNumber(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index < text.count, text[index].isASCIISpace { index += 1 }
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
    let rest = text.extracting(index..<text.count)
    if rest.count >= 3, rest.extracting(0..<3).equalsIgnoringCase("inf") { return true }
    if rest.count >= 3, rest.extracting(0..<3).equalsIgnoringCase("nan") { return true }
    let digit = rest.count >= 2 && rest[0] == UInt8(ascii: ".") ? rest[1] : rest.isEmpty ? 0 : rest[0]
    return (0x30...0x39).contains(digit)
  }

  /// The sorted set of the ziplist that was just read.
  private func sortedSet(ofZiplist type: UInt8) throws(RDBError.Cause) -> SortedSetValue {
    let list = withFound { bytes -> SortedSetValue? in
      guard let elements = Ziplist.elements(of: bytes), elements.count % 2 == 0 else { return nil }
      return SortedSetValue(count: elements.count) { index, body in
        switch elements[index] {
        case .integer(let value): body(DecimalDigits(value).span)
        case .bytes(let range): body(bytes.extracting(range))
        }
      }
    }
    guard var list else { throw .corruptValue(type: type, reason: "Zset ziplist integrity check failed.") }
    list.enlargeIfMany(limits)
    return list
  }
}

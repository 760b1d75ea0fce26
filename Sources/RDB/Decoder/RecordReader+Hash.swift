import Bytes
import Keyspace

extension RecordReader {
  /// Reads a value of RDB type `type`, which the caller owns.
  ///
  /// - 4: a length, and so many fields and values;
  /// - 9, 13, 16: a string that is a zipmap, ziplist or listpack of fields and values in turn;
  /// - 22, 24 (7.4): as 4, but a time to live before each field, and in 24 the earliest of them before the length;
  /// - 23, 25 (7.4): a listpack of fields, values and times to live, in 25 after the earliest of them.
  ///
  /// Fields have no time to live here: it is dropped and counted.
  mutating func readHash(type: UInt8) throws(RDBError.Cause) -> HashValue {
    switch type {
    case 4, 22, 24: return try readFields(type: type)
    case 16:
      try readString()
      guard var hash = withFound({ HashValue(listpack: $0) }) else {
        throw .corruptValue(type: type, reason: "Hash listpack integrity check failed.")
      }
      hash.convertIfLarge(limits)
      return hash
    default: return try readPackedHash(type: type)
    }
  }

  private mutating func readFields(type: UInt8) throws(RDBError.Cause) -> HashValue {
    if type == 24 { _ = try input.take(8) }
    var left = try readCount()
    var hash = HashValue()
    // Each field takes two bytes at least.
    hash.reserve(Int(clamping: min(left, UInt64(input.remaining(limit: 1 << 16) / 2))), limits)
    let mayBeCompact = left <= UInt64(limits.hashMaxListpackEntries)
    do throws(RDBError.Cause) {
      var field = ByteWriter(minimumCapacity: 64)
      while left > 0 {
        if type != 4, try readLength() != 0 { fieldExpiries += 1 }
        try readString()
        field.removeAll(keepingAtMost: ByteInput.chunk)
        withFound { field.append($0) }
        try readString()
        isCompact = mayBeCompact && hash.isPacked
        guard withFound({ hash.set(field.span, $0, limits) }) else {
          throw .corruptValue(type: type, reason: "Duplicate hash fields detected")
        }
        left -= 1
      }
    } catch {
      hash.release()
      throw error
    }
    return hash
  }

  private mutating func readPackedHash(type: UInt8) throws(RDBError.Cause) -> HashValue {
    if type == 25 { _ = try input.take(8) }
    try readString()
    var hash = HashValue()
    var expiries = 0
    let problem: StaticText? = withFound { bytes in
      switch type {
      case 9: Self.append(zipmap: bytes, to: &hash, limits)
      case 13: Self.append(ziplist: bytes, to: &hash, limits)
      default: Self.append(listpackWithExpiries: bytes, to: &hash, limits, &expiries)
      }
    }
    fieldExpiries += expiries
    if let problem {
      hash.release()
      throw .corruptValue(type: type, reason: problem)
    }
    return hash
  }

  private static func append(
    zipmap bytes: Span<UInt8>, to hash: inout HashValue, _ limits: EncodingLimits
  ) -> StaticText? {
    guard let pairs = Zipmap.pairs(of: bytes) else { return "Zipmap integrity check failed." }
    for pair in pairs where !hash.set(bytes.extracting(pair.field), bytes.extracting(pair.value), limits) {
      return "Hash zipmap with dup elements"
    }
    return nil
  }

  private static func append(
    ziplist bytes: Span<UInt8>, to hash: inout HashValue, _ limits: EncodingLimits
  ) -> StaticText? {
    guard let elements = Ziplist.elements(of: bytes), elements.count % 2 == 0 else {
      return "Hash ziplist integrity check failed."
    }
    var texts = ByteWriter(minimumCapacity: 64)
    for index in stride(from: 0, to: elements.count, by: 2) {
      texts.removeAll()
      elements[index].append(from: bytes, to: &texts)
      let end = texts.count
      elements[index + 1].append(from: bytes, to: &texts)
      if !hash.set(texts.span.extracting(0..<end), texts.span.extracting(end...), limits) {
        return "Hash ziplist with dup elements"
      }
    }
    return nil
  }

  private static func append(
    listpackWithExpiries bytes: Span<UInt8>, to hash: inout HashValue, _ limits: EncodingLimits,
    _ expiries: inout Int
  ) -> StaticText? {
    guard let elements = ListpackFormat.elements(of: bytes), elements.count % 3 == 0 else {
      return "Hash listpack integrity check failed."
    }
    for index in stride(from: 0, to: elements.count, by: 3) {
      if elements[index + 2] != .integer(0) { expiries += 1 }
      let isNew = elements[index].withText(in: bytes) { field in
        elements[index + 1].withText(in: bytes) { hash.set(field, $0, limits) }
      }
      if !isNew { return "Hash listpack with dup elements" }
    }
    return nil
  }
}

extension Ziplist.Element {
  /// Appends the text of an element of `ziplist`.
  fileprivate func append(from ziplist: Span<UInt8>, to text: inout ByteWriter) {
    switch self {
    case .integer(let value): text.append(decimal: value)
    case .bytes(let range): text.append(ziplist.extracting(range))
    }
  }
}

import Bytes
import Keyspace

extension RecordReader {
  /// Reads a value of RDB type `type`, which the caller owns: 2, a length and so many members; 11, a string that is an
  /// intset; 20 (7.2), one that is a listpack of members.
  mutating func readSet(type: UInt8) throws(RDBError.Cause) -> SetValue {
    if type == 2 { return try readMembers() }
    try readString()
    if type == 11 {
      guard var set = withFound({ SetValue(intset: $0) }) else {
        throw .corruptValue(type: type, reason: "Intset integrity check failed.")
      }
      set.convertIfLarge(limits)
      return set
    }
    var set = SetValue()
    if !withFound({ Self.append(listpack: $0, to: &set, limits) }) {
      set.release()
      throw .corruptValue(type: type, reason: "Set listpack integrity check failed.")
    }
    return set
  }

  private mutating func readMembers() throws(RDBError.Cause) -> SetValue {
    var left = try readCount()
    var set = SetValue()
    // Each member takes a byte at least.
    set.reserve(Int(clamping: min(left, UInt64(input.remaining(limit: 1 << 16)))), limits)
    let mayBeCompact = left <= UInt64(limits.setMaxIntsetEntries)
    do throws(RDBError.Cause) {
      while left > 0 {
        try readString()
        isCompact = mayBeCompact && set.isIntset
        guard withFound({ set.insert($0, limits) }) else {
          throw .corruptValue(type: 2, reason: "Duplicate set members detected")
        }
        left -= 1
      }
    } catch {
      set.release()
      throw error
    }
    return set
  }

  /// Adds the elements of a listpack; false if that is damaged or has one twice.
  private static func append(listpack bytes: Span<UInt8>, to set: inout SetValue, _ limits: EncodingLimits) -> Bool {
    guard let elements = ListpackFormat.elements(of: bytes) else { return false }
    return elements.allSatisfy { element in element.withText(in: bytes) { set.insert($0, limits) } }
  }
}

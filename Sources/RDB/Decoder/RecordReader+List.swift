import Bytes
import Keyspace

extension RecordReader {
  /// Reads a value of RDB type `type`, which the caller owns.
  ///
  /// Nodes are kept as the file has them, whatever the limits are now. A list may turn out empty.
  mutating func readList(type: UInt8) throws(RDBError.Cause) -> ListValue {
    var list = ListValue()
    do throws(RDBError.Cause) {
      switch type {
      case 1: try readElements(into: &list)
      case 10: try readZiplist(into: &list)
      default: try readNodes(into: &list, type: type)
      }
    } catch {
      list.release()
      throw error
    }
    return list
  }

  /// A length and so many strings.
  private mutating func readElements(into list: inout ListValue) throws(RDBError.Cause) {
    var left = try readCount()
    while left > 0 {
      try readString()
      withFound { list.push($0, at: .right, limits) }
      left -= 1
    }
  }

  /// A string that is a ziplist.
  private mutating func readZiplist(into list: inout ListValue) throws(RDBError.Cause) {
    try readString()
    let isValid = withFound { Self.append(ziplist: $0, to: &list, limits) }
    if !isValid { throw .corruptValue(type: 10, reason: "Ziplist integrity check failed.") }
  }

  /// A number of nodes, each of them a ziplist (type 14), or a container and its bytes (type 18): 1 for one large element,
  /// 2 for a listpack.
  private mutating func readNodes(into list: inout ListValue, type: UInt8) throws(RDBError.Cause) {
    var left = try readCount()
    while left > 0 {
      let container = type == 18 ? try readLength() : 0
      guard container <= 2, type == 14 || container > 0 else {
        throw .corruptValue(type: type, reason: "Quicklist integrity check failed.")
      }
      try readString()
      let isEmpty = withFound { $0.isEmpty }
      if isEmpty { throw .corruptValue(type: type, reason: "Quicklist node without bytes.") }
      switch container {
      case 0:
        let isValid = withFound { Self.append(ziplist: $0, to: &list, limits) }
        if !isValid { throw .corruptValue(type: type, reason: "Ziplist integrity check failed.") }
      case 1: withFound { list.append(plainNode: $0, limits) }
      default:
        let isValid = withFound { Self.append(listpack: $0, to: &list, limits) }
        if !isValid { throw .corruptValue(type: type, reason: "Listpack integrity check failed.") }
      }
      left -= 1
    }
  }

  /// Adds a node with the elements of a listpack; false if that is damaged.
  private static func append(
    listpack bytes: Span<UInt8>, to list: inout ListValue, _ limits: EncodingLimits
  ) -> Bool {
    guard ListpackFormat.isValid(bytes, deeply: true) else { return false }
    // A listpack without elements is its header and its end.
    if bytes.count > 7 { list.append(listpackNode: bytes, limits) }
    return true
  }

  /// Adds a node with the elements of a ziplist; false if that is damaged.
  private static func append(ziplist bytes: Span<UInt8>, to list: inout ListValue, _ limits: EncodingLimits) -> Bool {
    guard let elements = Ziplist.elements(of: bytes) else { return false }
    if elements.isEmpty { return true }
    var node = ListpackBuilder()
    for element in elements {
      switch element {
      case .integer(let value): node.append(integer: value)
      case .bytes(let range): node.append(bytes.extracting(range))
      }
    }
    list.append(listpackNode: node.span, limits)
    return true
  }
}

/// The types a value can have.
///
/// The numbers are those of Redis' objects. A new type adds a case here, and the compiler names every place that must
/// know it.
public enum ValueType: UInt8, Sendable, CaseIterable {
  case string = 0
  case list = 1
  case set = 2
  case sortedSet = 3
  case hash = 4
  case stream = 6

  /// The name that TYPE replies.
  public var name: StaticString {
    switch self {
    case .string: "string"
    case .list: "list"
    case .set: "set"
    case .sortedSet: "zset"
    case .hash: "hash"
    case .stream: "stream"
    }
  }
}

/// How a string value is stored, and what OBJECT ENCODING calls it.
public enum StringEncoding: UInt8, Sendable {
  /// A 64-bit integer in the entry itself.
  case integer = 0
  /// Bytes in the entry itself, set as a whole and at most ``embeddedLimit`` long.
  case embedded = 1
  /// Bytes in the entry itself that Redis would keep as a separate string.
  case raw = 2
  /// Bytes in a block of their own (``StringBody``).
  case rawApart = 3

  /// The longest string that Redis allocates together with its object (`OBJ_ENCODING_EMBSTR_SIZE_LIMIT`).
  public static let embeddedLimit = 44

  /// The name that OBJECT ENCODING replies.
  public var name: StaticString {
    switch self {
    case .integer: "int"
    case .embedded: "embstr"
    case .raw, .rawApart: "raw"
    }
  }
}

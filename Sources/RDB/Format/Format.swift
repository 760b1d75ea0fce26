/// The layout of an RDB file, version 10.
///
/// ```
/// REDIS0010                          the magic and four digits of version
/// FA name value …                    auxiliary fields
/// F7 module …                        auxiliary data of modules
/// F5 source …                        function libraries
/// FE number  FB keys expiring        a database and how many keys it has
/// [FC time] [F8 idle | F9 counter] type key value …
/// FF checksum                        CRC64 of all before it, little-endian; 0 stands for none
/// ```
///
/// A length takes `00xxxxxx`, `01xxxxxx` and a byte, `80` and 4 bytes, or `81` and 8 bytes, all big-endian. A string is
/// a length and its bytes, or `C0`, `C1`, `C2` and a little-endian integer of 1, 2 or 4 bytes whose decimal text it
/// is, or `C3`, the compressed and the original length, and the LZF-compressed bytes. Names, keys and string values
/// are all strings in this sense.
public enum Format {
  /// The version that 7.0.15 writes and the newest that it reads.
  public static var version: Int { 10 }
  /// The newest version that can be read on request; 7.4 and 8.0 write it.
  public static var latestReadableVersion: Int { 12 }

  static var auxiliary: UInt8 { 0xFA }
  static var slotInformation: UInt8 { 0xF4 }
  static var function: UInt8 { 0xF5 }
  static var earlyFunction: UInt8 { 0xF6 }
  static var moduleAuxiliary: UInt8 { 0xF7 }
  static var idle: UInt8 { 0xF8 }
  static var frequency: UInt8 { 0xF9 }
  static var resize: UInt8 { 0xFB }
  static var expiryMilliseconds: UInt8 { 0xFC }
  static var expirySeconds: UInt8 { 0xFD }
  static var selectDatabase: UInt8 { 0xFE }
  static var end: UInt8 { 0xFF }

  static var stringType: UInt8 { 0 }
  static var earlyModuleType: UInt8 { 6 }
  static var moduleType: UInt8 { 7 }

  /// Whether 7.0.15 has a value type of that number.
  public static func isValueType(_ type: UInt8) -> Bool { type <= 7 || (type >= 9 && type <= 19) }

  /// What redis-check-rdb calls a value type: 7.0.15 up to 18, later versions the rest.
  public static func typeName(_ type: UInt8) -> StaticString {
    switch type {
    case 0: "string"
    case 1: "list-linked"
    case 2: "set-hashtable"
    case 3: "zset-v1"
    case 4: "hash-hashtable"
    case 5: "zset-v2"
    case 6: "module-value"
    case 7, 8: ""
    case 9: "hash-zipmap"
    case 10: "list-ziplist"
    case 11: "set-intset"
    case 12: "zset-ziplist"
    case 13: "hash-ziplist"
    case 14: "quicklist"
    case 15: "stream"
    case 16: "hash-listpack"
    case 17: "zset-listpack"
    case 18: "quicklist-v2"
    case 19: "stream-v2"
    case 20: "set-listpack"
    case 21: "stream-v3"
    case 22: "hash-hashtable-md-pre-release"
    case 23: "hash-listpack-md-pre-release"
    case 24: "hash-hashtable-md"
    case 25: "hash-listpack-md"
    default: "unknown"
    }
  }

  /// What values of a type are; nil for a type that has no reader.
  static func kind(of type: UInt8) -> ValueKind? {
    switch type {
    case stringType: .string
    case 1, 10, 14, 18: .list
    case 2, 11, 20: .set
    case 3, 5, 12, 17: .sortedSet
    case 4, 9, 13, 16, 22...25: .hash
    case 15, 19, 21: .stream
    case moduleType: .module
    default: nil
    }
  }

  /// What a value of a type is in words: of many elements, and of a single one.
  static func words(of type: UInt8) -> (value: StaticString, elements: StaticString, element: StaticString) {
    switch kind(of: type) {
    case .list: ("list", "elements", "element")
    case .set: ("set", "members", "member")
    case .sortedSet: ("sorted set", "members", "member")
    case .hash: ("hash", "fields", "field")
    case .stream: ("stream", "entries", "entry")
    case .string, .module, nil: ("value", "elements", "element")
    }
  }
}

/// What a value in a file is, whichever of its encodings it has.
enum ValueKind {
  case string, list, set, sortedSet, hash, stream, module
}

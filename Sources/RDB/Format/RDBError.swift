/// Why an RDB file could not be loaded, and where.
public struct RDBError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Cause: Error, Equatable, Sendable {
    /// The file ends inside a record, or before its end mark or checksum.
    case shortRead
    /// A read failed with this `errno`.
    case readFailed(Int32)
    /// The file does not begin with `REDIS`.
    case wrongSignature
    /// The version is none that can be read; 0 when its digits are no number.
    case unsupportedVersion(Int)
    /// The checksum in the file is not that of its bytes.
    case wrongChecksum(stored: UInt64, computed: UInt64)
    /// A byte that is neither a record nor a value type.
    case unknownObjectType(UInt8)
    /// A value type of Redis that is not implemented.
    case unsupportedType(UInt8)
    /// A length that starts with these two bits' value and an unknown rest.
    case unknownLengthEncoding(Int)
    /// A string in an unknown encoding.
    case unknownStringEncoding(Int)
    /// A compressed string that is damaged or has another length than it says.
    case invalidCompression
    /// A database number at or above the Redis directive `databases`.
    case databaseOutOfRange(limit: Int)
    /// A key that the database already has.
    case duplicateKey(database: Int)
    /// Auxiliary data of a module that is not there; the number holds its name.
    case moduleData(UInt64)
    /// A value of a module that is not there; the number holds the name of its type.
    case moduleValue(UInt64)
    /// Module data of an unknown kind.
    case unknownModuleOpcode(UInt64)
    /// A value whose structure is damaged.
    case corruptValue(type: UInt8, reason: StaticText)
  }

  /// What is wrong.
  public var cause: Cause
  /// Bytes that were read without error; the damage is there or just behind.
  public var offset: Int
  /// The offset that Redis prints: of the read that last crossed a multiple of 2 MB.
  public var reportedOffset: Int
  /// What the reader was doing.
  public var activity: Activity
  /// The key whose value was being read.
  public var key: [UInt8]?
  /// The value type, when a key or value was being read.
  public var type: UInt8?
}

/// A literal that can be compared.
public struct StaticText: Equatable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The literal.
  public let text: StaticString

  /// The literal `text`.
  public init(stringLiteral text: StaticString) { self.text = text }

  /// The literal as a string.
  public var description: String { text.description }

  /// Whether both literals have the same text.
  public static func == (left: Self, right: Self) -> Bool { left.description == right.description }
}

import Bytes
import Keyspace

/// Reads an RDB file record by record, for loading and for showing it alike.
///
/// ``next()`` reads up to a value. The value of a key must be consumed before the next record. What was read is in the
/// properties; it is overwritten by the next record.
struct RecordReader: ~Copyable {
  /// What ``next()`` found.
  enum Record {
    /// A field, whose name is ``key`` and whose value is ``value``.
    case auxiliary
    /// A function library, whose source is ``value``.
    case function
    /// Data of a module.
    case moduleAuxiliary(module: UInt64)
    case selectDatabase(Int)
    case resize(keys: Int, expiring: Int)
    /// A key of the given value type; the value follows.
    case key(type: UInt8)
    /// The end mark; the checksum follows.
    case end
  }

  var input: ByteInput
  /// The name of an auxiliary field, or a key.
  var key = ByteWriter(minimumCapacity: 64)
  /// A string that could not stay in the input's window.
  var scratch = ByteWriter(minimumCapacity: 64)
  /// Where the string that was read last is.
  var found = FoundString.copied
  /// Expiry of the key, Unix time in milliseconds.
  private(set) var expiry: Int64?
  /// Idle time of the key in seconds, of files written under an LRU policy.
  private(set) var idle: UInt64?
  /// Access counter of the key, of files written under an LFU policy.
  private(set) var frequency: UInt8?
  var activity = Activity.start
  private var type: UInt8?
  private var hasKey = false
  /// The version of the file.
  private(set) var version = 0
  private let acceptsLaterVersions: Bool
  /// Times to live of hash fields that were dropped so far.
  var fieldExpiries = 0
  /// How far the stream that is being read has come.
  var step = StreamStep.none
  /// Whether the set or hash that is being read has its compact encoding.
  var isCompact = false
  /// Up to which size values keep their compact encodings.
  var limits = EncodingLimits()

  init(_ input: consuming ByteInput, acceptsLaterVersions: Bool) {
    self.input = input
    self.acceptsLaterVersions = acceptsLaterVersions
  }

  /// A reader of the value in a DUMP payload, which has no header.
  init(payload input: consuming ByteInput) {
    self.init(input, acceptsLaterVersions: false)
    version = Format.version
    activity = .readObjectValue
  }

  /// An error of the given cause here.
  func error(_ cause: RDBError.Cause) -> RDBError {
    RDBError(
      cause: cause, offset: input.position, reportedOffset: input.reportedOffset, activity: activity,
      key: hasKey ? key.array : nil, type: type)
  }

  /// Reads the magic and the version.
  mutating func readHeader() throws(RDBError.Cause) {
    let header = try input.take(9)
    guard input.span(header).extracting(0..<5).equals("REDIS") else { throw .wrongSignature }
    let number = input.span(header).extracting(5..<9).looseInteger
    version = Int(number)
    let newest = acceptsLaterVersions ? Format.latestReadableVersion : Format.version
    guard version >= 1, version <= newest else { throw .unsupportedVersion(version) }
  }

  /// Reads the next record, up to the value if it is a key.
  mutating func next() throws(RDBError.Cause) -> Record {
    (expiry, idle, frequency) = (nil, nil, nil)
    hasKey = false
    type = nil
    while true {
      activity = .readType
      let byte = try input.byte()
      switch byte {
      case Format.expiryMilliseconds, Format.expirySeconds: try readExpiry(byte)
      case Format.idle:
        activity = .readLength
        idle = try readLength()
      case Format.frequency: frequency = try input.byte()
      case Format.slotInformation where acceptsLaterVersions: for _ in 0..<3 { _ = try readLength() }
      case Format.selectDatabase...: return try readStructure(byte)
      case Format.function...Format.moduleAuxiliary, Format.auxiliary, Format.resize: return try readStructure(byte)
      default: return try readKey(type: byte)
      }
    }
  }

  private mutating func readExpiry(_ opcode: UInt8) throws(RDBError.Cause) {
    activity = .readExpire
    let milliseconds =
      opcode == Format.expiryMilliseconds
      ? Int64(bitPattern: try input.integer(8))
      : Int64(Int32(truncatingIfNeeded: try input.integer(4))) * 1000
    // Redis' internal value for a key without expiry.
    expiry = milliseconds == -1 ? nil : milliseconds
  }

  private mutating func readKey(type byte: UInt8) throws(RDBError.Cause) -> Record {
    let later = acceptsLaterVersions && byte >= 20 && byte <= 25
    guard Format.isValueType(byte) || later else { throw .unknownObjectType(byte) }
    type = byte
    activity = .readKey
    try readString()
    keepAsKey()
    hasKey = true
    activity = .readObjectValue
    return .key(type: byte)
  }

  /// Reads records that are no keys.
  private mutating func readStructure(_ opcode: UInt8) throws(RDBError.Cause) -> Record {
    switch opcode {
    case Format.auxiliary:
      activity = .readAuxiliary
      try readString()
      keepAsKey()
      try readString()
      return .auxiliary
    case Format.function, Format.earlyFunction:
      activity = .readFunctions
      if opcode == Format.function { try readString() } else { try readEarlyFunction() }
      return .function
    case Format.moduleAuxiliary:
      activity = .readModuleAuxiliary
      return .moduleAuxiliary(module: try skipModuleData())
    case Format.selectDatabase:
      activity = .readLength
      return .selectDatabase(Int(clamping: try readLength()))
    case Format.resize:
      activity = .readLength
      let keys = Int(clamping: try readLength())
      return .resize(keys: keys, expiring: Int(clamping: try readLength()))
    default:
      activity = .checkSum
      return .end
    }
  }

  /// Reads the eight bytes behind the end mark; nil in files that are too old to have them.
  mutating func readChecksum() throws(RDBError.Cause) -> (stored: UInt64, computed: UInt64)? {
    guard version >= 5 else { return nil }
    let computed = input.checksumSoFar()
    return (stored: try input.integer(8), computed: computed)
  }
}

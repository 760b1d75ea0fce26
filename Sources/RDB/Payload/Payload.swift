public import Bytes
public import Keyspace

/// What DUMP returns and RESTORE takes: a value without its key.
///
/// ```
/// | type, 1 byte | value as in a file | version, 2 bytes | CRC64 of all before, 8 bytes |    little-endian
/// ```
public enum Payload {
  /// Why RESTORE refuses a payload.
  ///
  /// The texts are Redis' replies.
  public enum Refusal: Error, Equatable, Sendable {
    /// `DUMP payload version or checksum are wrong`.
    case wrongVersionOrChecksum
    /// `Bad data format`.
    case badFormat
  }

  static var footer: Int { 10 }

  /// Appends the payload of the entry's value.
  ///
  /// Strings are compressed if `compresses` (Redis directive `rdbcompression`). O(bytes).
  public static func append(_ entry: Entry, to output: inout ByteWriter, compresses: Bool = true) {
    var writer = RecordWriter(compresses: compresses, computesChecksum: false, sink: nil)
    writer.append(typeOf: entry)
    writer.append(valueOf: entry)
    writer.append(littleEndian: UInt64(Format.version), count: 2)
    writer.append(littleEndian: CRC64.checksum(writer.buffer.span), count: 8)
    output.append(writer.buffer.span)
  }

  /// Checks the version and the checksum.
  ///
  /// O(bytes).
  /// - Parameter checksum: whether the checksum is looked at.
  public static func verify(_ payload: Span<UInt8>, checksum: Bool = true) throws(Refusal) {
    guard payload.count >= footer else { throw .wrongVersionOrChecksum }
    let end = payload.count - footer
    let version = Int(payload[end]) | Int(payload[end + 1]) << 8
    var stored: UInt64 = 0
    for index in (end + 2..<payload.count).reversed() { stored = stored << 8 | UInt64(payload[index]) }
    guard version <= Format.version else { throw .wrongVersionOrChecksum }
    guard !checksum || CRC64.checksum(payload.extracting(0..<end + 2)) == stored else {
      throw .wrongVersionOrChecksum
    }
  }

  /// Sets `key` in `database` to the value of a payload that was verified.
  ///
  /// A key of that name is replaced. As in Redis, bytes between the value and the footer are not looked at.
  /// - Throws: `badFormat`; the database is unchanged then. O(bytes).
  public static func restore(
    _ payload: Span<UInt8>, as key: Span<UInt8>, in database: Database, expiry: Int64? = nil, access: UInt32 = 0,
    limits: EncodingLimits = EncodingLimits()
  ) throws(Refusal) {
    var reader = reader(of: payload)
    reader.limits = limits
    var isEmpty = false
    do throws(RDBError.Cause) {
      let type = try reader.input.byte()
      guard Format.isValueType(type) else { throw .unknownObjectType(type) }
      reader.key.append(key)
      var attributes = KeyAttributes(access: access)
      if let expiry { attributes.expiry = .at(expiry) }
      isEmpty = try !reader.loadValue(type: type, into: database, attributes)
    } catch {
      throw .badFormat
    }
    if isEmpty { throw .badFormat }
  }

  static func reader(of payload: Span<UInt8>) -> RecordReader {
    let copy = [UInt8](copying: payload)
    var isRead = false
    let input = ByteInput(size: copy.count, progress: nil) { window, _ in
      if !isRead { window.append(copy) }
      isRead = true
      return 0
    }
    return RecordReader(payload: input)
  }
}

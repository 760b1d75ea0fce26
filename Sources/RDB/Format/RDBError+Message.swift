import Bytes

extension RDBError {
  /// What redis-check-rdb 7.0.15 says of this cause; for causes it does not have, a sentence.
  public var checkText: [UInt8] {
    var writer = ByteWriter(minimumCapacity: 96)
    write(to: &writer)
    return writer.array
  }

  private func write(to writer: inout ByteWriter) {
    switch cause {
    case .shortRead, .readFailed: writer.append("Unexpected EOF reading RDB file")
    case .wrongSignature: writer.append("Wrong signature trying to load DB from file")
    case .unsupportedVersion(let version): writer.append("Can't handle RDB format version ", version)
    case .wrongChecksum: writer.append("RDB CRC error")
    case .unknownObjectType(let type): writer.append("Invalid object type: ", Int(type))
    case .unknownLengthEncoding(let bits):
      writer.append("Unknown length encoding ", bits)
      writer.append(" in rdbLoadLen()")
    case .unknownStringEncoding(let encoding): writer.append("Unknown RDB string encoding type ", encoding)
    case .invalidCompression: writer.append("Invalid LZF compressed string")
    case .unknownModuleOpcode: writer.append("bad when_opcode")
    case .databaseOutOfRange(let limit):
      writer.append("FATAL: Data file was created with a Redis server configured to handle more than ", limit)
      writer.append(" databases. Exiting")
    case .duplicateKey(let database):
      writer.append("RDB has duplicated key '")
      writer.append(key ?? [])
      writer.append("' in DB ", database)
    case .moduleData(let identity):
      writer.append("The RDB file contains AUX module data I can't load: no matching module '")
      writer.append(ModuleName.bytes(of: identity))
      writer.append("'")
    case .moduleValue(let identity):
      writer.append("The RDB file contains module data I can't load: no matching module type '")
      writer.append(ModuleName.bytes(of: identity))
      writer.append("'")
    case .unsupportedType, .corruptValue: writeValueCause(to: &writer)
    }
  }

  private func writeValueCause(to writer: inout ByteWriter) {
    writer.append("The value of key ")
    writer.append([UInt8](quoted: key ?? []))
    writer.append(" at offset ", offset)
    if case .corruptValue(let type, let reason) = cause {
      writer.append(" is a damaged ")
      writer.append(Format.typeName(type))
      writer.append(": ")
      writer.append(reason.text)
    } else {
      writer.append(" is of type ", Int(type ?? 0))
      writer.append(" (")
      writer.append(Format.typeName(type ?? 0))
      writer.append("), which cannot be loaded yet")
    }
  }
}

extension RDBError: CustomStringConvertible {
  /// The cause, the offset and what was being read.
  public var description: String {
    var text = String(bytes: checkText.span)
    if case .readFailed(let number) = cause { text += " (errno \(number))" }
    text += " (offset \(offset), \(activity.rawValue)"
    if let key { text += ", key " + String(bytes: [UInt8](quoted: key.span).span) }
    return text + ")"
  }
}

extension Array where Element == UInt8 {
  /// `bytes` in double quotes.
  fileprivate init(quoted bytes: [UInt8]) { self.init(quoted: bytes.span) }
}

/// The nine characters that Redis packs into the upper 54 bits of a module type's number.
enum ModuleName {
  static func bytes(of identity: UInt64) -> [UInt8] {
    (0..<9).map { place in character(Int(identity >> UInt64(58 - 6 * place)) & 63) }
  }

  private static func character(_ number: Int) -> UInt8 {
    switch number {
    case 0..<26: 0x41 + UInt8(number)
    case 26..<52: 0x61 + UInt8(number - 26)
    case 52..<62: 0x30 + UInt8(number - 52)
    case 62: UInt8(ascii: "-")
    default: UInt8(ascii: "_")
    }
  }
}

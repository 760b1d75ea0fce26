import Bytes
import Keyspace

/// What a loaded key gets besides its value.
struct KeyAttributes {
  var expiry: ExpiryChange = .clear
  var access: UInt32 = 0
}

/// The seam where other value types join: their case in each of these functions, and their code beside this file.
extension RecordReader {
  /// Reads a value of `type` and gives it the name ``key`` in `database`, which is unchanged after an error.
  mutating func loadValue(type: UInt8, into database: Database, _ attributes: KeyAttributes) throws(RDBError.Cause) {
    guard type == Format.stringType else { throw .unsupportedType(type) }
    try readString()
    switch found {
    case .window(let range):
      database.setString(key.span, input.span(range), expiry: attributes.expiry, access: attributes.access)
    case .integer(let value):
      database.setInteger(key.span, value, expiry: attributes.expiry, access: attributes.access)
    case .copied:
      database.setString(key.span, scratch.span, expiry: attributes.expiry, access: attributes.access)
    }
  }

  /// Reads a value of `type` and drops it.
  mutating func skipValue(type: UInt8) throws(RDBError.Cause) {
    guard type == Format.stringType else { throw .unsupportedType(type) }
    try readString()
  }
}

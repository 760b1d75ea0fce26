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
  ///
  /// Returns false, with the database unchanged, for a collection without elements, which Redis leaves out.
  mutating func loadValue(
    type: UInt8, into database: Database, _ attributes: KeyAttributes
  ) throws(RDBError.Cause) -> Bool {
    switch type {
    case Format.stringType: try loadString(into: database, attributes)
    case 1, 10, 14, 18: return store(try readList(type: type), in: database, attributes)
    case 2, 11, 20: return store(try readSet(type: type), in: database, attributes)
    case 3, 5, 12, 17: return store(try readSortedSet(type: type), in: database, attributes)
    case 4, 9, 13, 16, 22...25: return store(try readHash(type: type), in: database, attributes)
    // A stream may be empty.
    case 15, 19, 21:
      database.make(
        try readStream(type: type), at: key.span, expiry: attributes.expiry, access: attributes.access)
    default: throw .unsupportedType(type)
    }
    return true
  }

  private mutating func loadString(into database: Database, _ attributes: KeyAttributes) throws(RDBError.Cause) {
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

  private func store(_ value: some CollectionValue, in database: Database, _ attributes: KeyAttributes) -> Bool {
    if value.count == 0 {
      value.release()
      return false
    }
    database.make(value, at: key.span, expiry: attributes.expiry, access: attributes.access)
    return true
  }

  /// Reads a value of `type` and drops it.
  mutating func skipValue(type: UInt8) throws(RDBError.Cause) {
    switch type {
    case Format.stringType: try readString()
    case 1, 10, 14, 18: (try readList(type: type)).release()
    case 2, 11, 20: (try readSet(type: type)).release()
    case 3, 5, 12, 17: (try readSortedSet(type: type)).release()
    case 4, 9, 13, 16, 22...25: (try readHash(type: type)).release()
    case 15, 19, 21: (try readStream(type: type)).release()
    default: throw .unsupportedType(type)
    }
  }
}

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
    switch Format.kind(of: type) {
    case .string: try loadString(into: database, attributes)
    case .list: return store(try readList(type: type), in: database, attributes)
    case .set: return store(try readSet(type: type), in: database, attributes)
    case .sortedSet: return store(try readSortedSet(type: type), in: database, attributes)
    case .hash: return store(try readHash(type: type), in: database, attributes)
    // A stream may be empty.
    case .stream:
      database.make(
        try readStream(type: type), at: key.span, expiry: attributes.expiry, access: attributes.access)
    case .module: throw .moduleValue(try readLength())
    case nil: throw try unreadableType(type)
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

  /// Reads a value of `type`, drops it, and returns how many elements it has; a string has one.
  @discardableResult
  mutating func skipValue(type: UInt8) throws(RDBError.Cause) -> Int {
    switch Format.kind(of: type) {
    case .string:
      try readString()
      return 1
    case .module:
      try skipModuleValue()
      return 1
    case .list: return Self.dropped(try readList(type: type))
    case .set: return Self.dropped(try readSet(type: type))
    case .sortedSet: return Self.dropped(try readSortedSet(type: type))
    case .hash: return Self.dropped(try readHash(type: type))
    case .stream: return Self.dropped(try readStream(type: type))
    case nil: throw try unreadableType(type)
    }
  }

  private static func dropped(_ value: some CollectionValue) -> Int {
    defer { value.release() }
    return value.count
  }

  /// Why a value of a type that has no reader cannot be loaded.
  ///
  /// What modules wrote before their interface was published can only be read by themselves.
  private mutating func unreadableType(_ type: UInt8) throws(RDBError.Cause) -> RDBError.Cause {
    type == Format.earlyModuleType ? .moduleValue(try readLength()) : .unsupportedType(type)
  }
}

import Bytes
public import Keyspace

/// Loads an RDB file into a keyspace.
///
/// The file goes by in chunks; beyond them only the longest string is in memory. Nothing is allocated on the word of a
/// length before the bytes are there. After an error the keyspace holds what was loaded so far.
public enum Decoder {
  /// Loads what `source` gives and says what it was.
  ///
  /// - Throws: ``RDBError`` with the cause and the place; its log lines are those that follow the ones in `summary`.
  /// - Complexity: O(bytes).
  public static func load(
    into keyspace: Keyspace, options: LoadOptions, summary: inout LoadSummary, from source: @escaping ByteSource
  ) throws(RDBError) {
    let input = ByteInput(size: options.size, progress: options.progress, source: source)
    var reader = RecordReader(input, acceptsLaterVersions: options.acceptsLaterVersions)
    reader.limits = options.limits
    var load = Load(keyspace: keyspace, options: options)
    do throws(RDBError.Cause) {
      try load.run(&reader, &summary)
    } catch {
      throw reader.error(error)
    }
  }
}

/// The state of one load.
private struct Load {
  let keyspace: Keyspace
  let options: LoadOptions
  var database: Database
  var number = 0

  init(keyspace: Keyspace, options: LoadOptions) {
    self.keyspace = keyspace
    self.options = options
    database = keyspace.databases[0]
  }

  mutating func run(_ reader: inout RecordReader, _ summary: inout LoadSummary) throws(RDBError.Cause) {
    try reader.readHeader()
    summary.version = reader.version
    while true {
      switch try reader.next() {
      case .key(let type): try loadKey(&reader, type: type, &summary)
      case .auxiliary: summary.note(reader.key.span, reader.value, now: options.now)
      case .function: summary.functions.append(reader.value)
      case .moduleAuxiliary(let module):
        guard options.skipsModuleData else { throw .moduleData(module) }
        summary.skippedModules.append(ModuleName.bytes(of: module))
      case .selectDatabase(let selected):
        guard selected < keyspace.databases.count else { throw .databaseOutOfRange(limit: keyspace.databases.count) }
        number = selected
        database = keyspace.databases[selected]
      case .resize(let keys, let expiring): reserve(keys, expiring, bytesLeft: reader.input.remaining(limit: 64 << 20))
      case .end: return try finish(&reader, &summary)
      }
    }
  }

  private func loadKey(
    _ reader: inout RecordReader, type: UInt8, _ summary: inout LoadSummary
  ) throws(RDBError.Cause) {
    if options.dropsExpired, let expiry = reader.expiry, expiry < options.now {
      try reader.skipValue(type: type)
      summary.keysExpired += 1
      return
    }
    if type == Format.moduleType, options.skipsModuleData {
      return summary.noteModuleValue(try reader.skipModuleValue(), key: reader.key.span)
    }
    let count = database.count
    guard try reader.loadValue(type: type, into: database, attributes(of: reader)) else {
      return summary.noteEmpty(reader.key.span)
    }
    // Setting a key that was there leaves the count.
    if database.count == count, !options.replacesKeys { throw .duplicateKey(database: number) }
    summary.keysLoaded += 1
  }

  private func attributes(of reader: borrowing RecordReader) -> KeyAttributes {
    var attributes = KeyAttributes(access: options.accessClock)
    if let expiry = reader.expiry { attributes.expiry = .at(expiry) }
    if options.usesFrequency {
      if let frequency = reader.frequency { attributes.access = options.accessClock & 0xFF_FF00 | UInt32(frequency) }
    } else if let idle = reader.idle {
      attributes.access = AccessClock.seconds(options.accessClock, before: idle)
    }
    return attributes
  }

  /// Sizes the tables for what the file says is in the database, as far as the rest of the file can hold it.
  private func reserve(_ keys: Int, _ expiring: Int, bytesLeft: Int) {
    // A key takes three bytes at least, and six when there are so many that keys cannot all be that short.
    let most = bytesLeft / 6 + 1
    let count = min(max(0, keys), most)
    database.reserve(count, expiring: min(max(0, expiring), count))
  }

  private func finish(_ reader: inout RecordReader, _ summary: inout LoadSummary) throws(RDBError.Cause) {
    if let checksum = try reader.readChecksum(), options.verifiesChecksum {
      guard checksum.stored == 0 || checksum.stored == checksum.computed else {
        throw .wrongChecksum(stored: checksum.stored, computed: checksum.computed)
      }
      summary.checksum = checksum.stored == 0 ? .disabled : .verified
      if checksum.stored == 0 {
        summary.log(.warning) { $0.append("RDB file was saved with checksum disabled: no check performed.") }
      }
    }
    summary.bytesConsumed = reader.input.position
    summary.noteFieldExpiries(reader.fieldExpiries)
    summary.logEnd()
  }
}

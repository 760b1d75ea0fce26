import Bytes

/// Shows an RDB file as text, one line for each record, with the offset where the record starts.
///
/// ```
///          0  RDB version 10
///          9  aux redis-ver = "7.0.15"
///         80  db 0: 2 keys, 1 with an expiry
///         85  "ex" = "v" (string, plain, expires 4102444800123, 2100-01-01 00:00:00.123 UTC)
///        100  "l" = list of 3 elements in 14 bytes (quicklist-v2)
///        118  end
///        119  checksum 8b65a11572fc77ed is right
/// ```
///
/// Names, keys and strings are quoted as redis-cli quotes them, and cut after 64 bytes; of other values the number of
/// elements is shown, and how many bytes they take in the file. Of a damaged file it shows what is before the damage,
/// and then what is wrong.
public struct Description: ~Copyable {
  private var reader: RecordReader
  private let emit: ([UInt8]) -> Void

  private static var longestShown: Int { 64 }

  /// Gives `emit` the lines, without line ends, of what `source` gives; `size` is the file's if known.
  ///
  /// - Returns: Where the RDB part ends; commands may follow. O(bytes).
  /// - Throws: The damage, which is the last line as well.
  @discardableResult
  public static func write(
    size: Int?, from source: @escaping ByteSource, to emit: @escaping ([UInt8]) -> Void
  ) throws(RDBError) -> Int {
    let input = ByteInput(size: size, progress: nil, source: source)
    let reader = RecordReader(input, acceptsLaterVersions: true)
    var description = Description(reader: reader, emit: emit)
    do throws(RDBError.Cause) {
      try description.run()
    } catch {
      throw description.damage(error)
    }
    return description.reader.input.position
  }

  private init(reader: consuming RecordReader, emit: @escaping ([UInt8]) -> Void) {
    self.reader = reader
    self.emit = emit
  }

  private mutating func run() throws(RDBError.Cause) {
    try reader.readHeader()
    let version = reader.version
    line(at: 0) { $0.append("RDB version ", version) }
    while true {
      let offset = reader.input.position
      let record = try reader.next()
      if case .end = record { return try showEnd(at: offset) }
      try show(record, at: offset)
    }
  }

  private mutating func show(_ record: RecordReader.Record, at offset: Int) throws(RDBError.Cause) {
    switch record {
    case .auxiliary: showText("aux ", name: reader.key.array, value: reader.value, at: offset)
    case .function: showText("function", name: nil, value: reader.value, at: offset)
    case .moduleAuxiliary(let module):
      showText("data of module", name: nil, value: ModuleName.bytes(of: module), at: offset)
    case .selectDatabase(let number): line(at: offset) { $0.append("db ", number) }
    case .resize(let keys, let expiring):
      line(at: offset) {
        $0.append("sizes: ", keys)
        $0.append(keys == 1 ? " key, " : " keys, ", expiring)
        $0.append(" with an expiry")
      }
    case .key(let type): try showKey(type: type, at: offset)
    case .end: break
    }
  }

  private func showText(_ kind: StaticString, name: [UInt8]?, value: [UInt8], at offset: Int) {
    line(at: offset) {
      $0.append(kind)
      if let name { $0.append(name) }
      $0.append(name == nil ? " " : " = ")
      $0.append(abbreviated: value.span, atMost: Self.longestShown)
    }
  }

  private mutating func showKey(type: UInt8, at offset: Int) throws(RDBError.Cause) {
    let start = reader.input.position
    let (expiry, idle, frequency) = (reader.expiry, reader.idle, reader.frequency)
    let module = type == Format.moduleType ? try reader.skipModuleValue() : 0
    let count = type == Format.moduleType ? 1 : try reader.skipValue(type: type)
    let size = reader.input.position - start
    let (key, value) = (reader.key.array, type == Format.stringType ? reader.value : [])
    let found = reader.found
    line(at: offset) {
      $0.append(abbreviated: key.span, atMost: Self.longestShown)
      $0.append(" = ")
      switch type {
      case Format.stringType: $0.append(abbreviated: value.span, atMost: Self.longestShown)
      case Format.moduleType: $0.append(module: module, size: size)
      default: $0.append(elements: count, ofType: type, size: size)
      }
      $0.append(" (")
      $0.append(Format.typeName(type == Format.moduleType ? Format.earlyModuleType : type))
      if type == Format.stringType { $0.append(Self.encoding(found)) }
      if let expiry { $0.append(expiry: expiry) }
      if let idle { $0.append(", idle ", Int(clamping: idle)) }
      if let frequency { $0.append(", frequency ", Int(frequency)) }
      $0.append(")")
    }
  }

  private static func encoding(_ found: FoundString) -> StaticString {
    switch found {
    case .window: ", plain"
    case .integer: ", int"
    case .copied: ", lzf"
    }
  }

  private mutating func showEnd(at offset: Int) throws(RDBError.Cause) {
    line(at: offset) { $0.append("end") }
    guard let (stored, computed) = try reader.readChecksum() else { return }
    if stored != 0 && stored != computed { throw .wrongChecksum(stored: stored, computed: computed) }
    line(at: offset + 1) {
      if stored == 0 { return $0.append("no checksum") }
      $0.append("checksum ")
      $0.append(shortHexadecimal: stored)
      $0.append(" is right")
    }
  }

  private func damage(_ cause: RDBError.Cause) -> RDBError {
    let error = reader.error(cause)
    line(at: error.offset) {
      $0.append("damage: ")
      $0.append(error.checkText)
      $0.append(" (")
      $0.append(text: error.activity.rawValue)
      if let key = error.key {
        $0.append(", key ")
        $0.append(abbreviated: key.span, atMost: Self.longestShown)
      }
      $0.append(")")
    }
    return error
  }

  private func line(at offset: Int, _ build: (inout ByteWriter) -> Void) {
    var writer = ByteWriter(minimumCapacity: 128)
    for _ in 0..<max(0, 10 - Int64(offset).decimalCount) { writer.append(" ") }
    writer.append(decimal: offset)
    writer.append("  ")
    build(&writer)
    emit(writer.array)
  }
}

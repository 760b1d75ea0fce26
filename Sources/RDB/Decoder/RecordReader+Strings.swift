import Bytes

/// Where a string is that was just read.
enum FoundString {
  /// In the input's window.
  case window(Range<Int>)
  /// The decimal text of this integer.
  case integer(Int64)
  /// In the reader's scratch memory.
  case copied
}

extension RecordReader {
  /// Reads a length.
  ///
  /// That of an encoded string gives the encoding's number, as in Redis.
  mutating func readLength() throws(RDBError.Cause) -> UInt64 {
    let (value, _) = try readLengthOrEncoding()
    return value
  }

  /// Reads how many elements a collection has.
  ///
  /// Redis takes the greatest number for the end of the file.
  mutating func readCount() throws(RDBError.Cause) -> UInt64 {
    let count = try readLength()
    if count == .max { throw .shortRead }
    return count
  }

  private mutating func readLengthOrEncoding() throws(RDBError.Cause) -> (value: UInt64, isEncoding: Bool) {
    let first = try input.byte()
    switch first >> 6 {
    case 0: return (UInt64(first), false)
    case 1: return (UInt64(first & 0x3F) << 8 | UInt64(try input.byte()), false)
    case 3: return (UInt64(first & 0x3F), true)
    default:
      if first == 0x80 { return (try input.bigEndian(4), false) }
      if first == 0x81 { return (try input.bigEndian(8), false) }
      throw .unknownLengthEncoding(2)
    }
  }

  /// Reads a string and leaves it where ``found`` says.
  mutating func readString() throws(RDBError.Cause) {
    let (value, isEncoding) = try readLengthOrEncoding()
    if !isEncoding {
      found = .window(try input.take(try count(value)))
      return
    }
    switch value {
    case 0: found = .integer(Int64(Int8(truncatingIfNeeded: try input.integer(1))))
    case 1: found = .integer(Int64(Int16(truncatingIfNeeded: try input.integer(2))))
    case 2: found = .integer(Int64(Int32(truncatingIfNeeded: try input.integer(4))))
    case 3: try readCompressedString()
    default: throw .unknownStringEncoding(Int(value))
    }
  }

  private mutating func readCompressedString() throws(RDBError.Cause) {
    let compressed = try count(try readLength())
    let original = try count(try readLength())
    let range = try input.take(compressed)
    scratch.removeAll(keepingAtMost: ByteInput.chunk)
    guard Self.decompress(input, range, count: original, to: &scratch) else { throw .invalidCompression }
    found = .copied
  }

  private static func decompress(
    _ input: borrowing ByteInput, _ range: Range<Int>, count: Int, to output: inout ByteWriter
  ) -> Bool {
    LZF.decompress(input.span(range), count: count, to: &output)
  }

  /// A length that memory could hold.
  ///
  /// Of a longer one Redis says that the file ended, for want of memory.
  private func count(_ length: UInt64) throws(RDBError.Cause) -> Int {
    guard length < 1 << 46 else { throw .shortRead }
    return Int(length)
  }

  /// Makes the string that was just read the ``key``.
  mutating func keepAsKey() {
    key.removeAll(keepingAtMost: ByteInput.chunk)
    switch found {
    case .window(let range): Self.append(input, range, to: &key)
    case .integer(let value): key.append(decimal: value)
    case .copied: Self.append(scratch, to: &key)
    }
  }

  private static func append(_ input: borrowing ByteInput, _ range: Range<Int>, to output: inout ByteWriter) {
    output.append(input.span(range))
  }

  private static func append(_ bytes: borrowing ByteWriter, to output: inout ByteWriter) { output.append(bytes.span) }

  /// The string that was just read, as a copy.
  var value: [UInt8] {
    switch found {
    case .window(let range): [UInt8](copying: input.span(range))
    case .integer(let value): [UInt8](text: String(value))
    case .copied: scratch.array
    }
  }

  /// Reads a library in the form of the first two candidates for release 7.0: name, engine, description, source.
  ///
  /// Leaves the source with the first line that later versions expect.
  mutating func readEarlyFunction() throws(RDBError.Cause) {
    try readString()
    let name = value
    try readString()
    let engine = value
    if try readLength() != 0 { try readString() }
    try readString()
    let source = value
    scratch.removeAll()
    scratch.append("#!")
    scratch.append(engine)
    scratch.append(" name=")
    scratch.append(name)
    scratch.append("\n")
    scratch.append(source)
    found = .copied
  }

  /// Skips the data of a module that stands outside of values, and returns the module's number.
  mutating func skipModuleData() throws(RDBError.Cause) -> UInt64 {
    let module = try readLength()
    let kind = try readLength()
    _ = try readLength()
    guard kind == 2 else { throw .unknownModuleOpcode(kind) }
    try skipModuleFields()
    return module
  }

  /// Skips a value that a module wrote, and returns the number of its type.
  @discardableResult
  mutating func skipModuleValue() throws(RDBError.Cause) -> UInt64 {
    let module = try readLength()
    try skipModuleFields()
    return module
  }

  private mutating func skipModuleFields() throws(RDBError.Cause) {
    while true {
      let opcode = try readLength()
      switch opcode {
      case 0: return
      case 1, 2: _ = try readLength()
      case 3: _ = try input.take(4)
      case 4: _ = try input.take(8)
      case 5: try readString()
      default: throw .unknownModuleOpcode(opcode)
      }
    }
  }
}

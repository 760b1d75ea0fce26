import Bytes
import Disk

/// Reads a file command by command for ``Resync``: what it takes for whole, checking and loading take for whole too.
struct ResyncScanner: ~Copyable {
  /// What stands at a place.
  enum Found: Equatable {
    case command(end: Int, Kind)
    case annotation(end: Int)
    case end
    /// No whole command: `at` is the first place where the next could begin, which in an argument of whatever length is
    /// behind two bytes for its line end. If the damage leaves no doubt where the command ends, `end` is there.
    case damage(at: Int, String, end: Int?)
  }

  /// What a command means for those around it.
  enum Kind: Equatable {
    case plain, multi, exec
    case select(Int)
  }

  private var reader: CheckReader
  private let isCommand: (Span<UInt8>, Int) -> Bool
  let size: Int

  init(
    _ file: any DiskFile, size: Int, chunk: Int, isCommand: @escaping (Span<UInt8>, Int) -> Bool,
    progress: @escaping (Int) -> Void
  ) throws(DiskError) {
    reader = try CheckReader(file, chunk: chunk, progress: progress)
    self.size = size
    self.isCommand = isCommand
  }

  /// What begins at `offset`.
  mutating func read(at offset: Int) throws(DiskError) -> Found {
    reader.seek(offset)
    guard offset < size, let first = try reader.peekByte() else { return .end }
    if first == UInt8(ascii: "#") {
      let length = try reader.lineLength(atMost: LogCheck.longestAnnotation)
      if reader.byte(length - 1) == 0x0A || length == LogCheck.longestAnnotation {
        return .annotation(end: offset + length)
      }
      return .damage(at: offset, "an annotation without its end", end: offset + length)
    }
    guard first == UInt8(ascii: "*") else { return .damage(at: offset, "no command begins here", end: nil) }
    return try readCommand(offset)
  }

  private mutating func readCommand(_ offset: Int) throws(DiskError) -> Found {
    guard let count = try readNumber(UInt8(ascii: "*")), count >= 1 else {
      return .damage(at: offset, "the number of arguments is damaged", end: nil)
    }
    var name: [UInt8] = []
    var second: Int?
    var wrongEnd: Int?
    for index in 0..<count {
      let header = reader.position
      guard let length = try readNumber(UInt8(ascii: "$")), length >= 0 else {
        return .damage(at: header, "the length of an argument is damaged", end: nil)
      }
      let start = reader.position
      guard length <= size - 2 - start else {
        // Where only the line end is missing, nothing that stands in the argument is a command.
        let reason = "the file ends within a command"
        return .damage(at: start + 2, reason, end: length <= size - start ? size : nil)
      }
      if index < 2 {
        try reader.prepare(min(length, 64))
        let text = reader.ahead(min(length, 64))
        if index == 0 { name = [UInt8](copying: text) } else { second = Self.database(text, length) }
      }
      _ = reader.skip(length)
      try reader.prepare(2)
      if reader.byte(0) != 0x0D || reader.byte(1) != 0x0A { wrongEnd = wrongEnd ?? start }
      _ = reader.skip(2)
    }
    let end = reader.position
    if let wrongEnd { return try wrongLine(at: wrongEnd, commandEnd: end) }
    guard isCommand(name.span, count) else {
      return .damage(at: offset, "no command of this name takes so many arguments", end: end)
    }
    if second == nil, count == 2, name.span.equalsIgnoringCase("select") {
      return .damage(at: offset, "the number of a database is damaged", end: end)
    }
    return .command(end: end, Self.kind(name.span, count, second))
  }

  /// An argument that does not end in a line end: the two bytes are damaged, if all goes on well behind the command;
  /// else its length is.
  private mutating func wrongLine(at start: Int, commandEnd end: Int) throws(DiskError) -> Found {
    let next = try reader.peekByte()
    let goesOn = end == size || next == UInt8(ascii: "*") || next == UInt8(ascii: "#")
    return .damage(at: start + 2, "an argument does not end where it should", end: goesOn ? end : nil)
  }

  private static func kind(_ name: Span<UInt8>, _ count: Int, _ database: Int?) -> Kind {
    if count == 1, name.equalsIgnoringCase("multi") { return .multi }
    if count == 1, name.equalsIgnoringCase("exec") { return .exec }
    if count == 2, name.equalsIgnoringCase("select"), let database { return .select(database) }
    return .plain
  }

  private static func database(_ text: Span<UInt8>, _ length: Int) -> Int? {
    let number = CheckNumber(text, from: 0)
    return length > 0 && number.end == length && number.value >= 0 ? number.value : nil
  }

  /// Reads a line with a number as Redis writes it.
  private mutating func readNumber(_ prefix: UInt8) throws(DiskError) -> Int? {
    try reader.prepare(24)
    guard reader.byte(0) == prefix, (0x30...0x39).contains(reader.byte(1)) else { return nil }
    let number = CheckNumber(reader.ahead(24), from: 1)
    guard !number.isOutOfRange, reader.byte(number.end) == 0x0D, reader.byte(number.end + 1) == 0x0A else { return nil }
    _ = reader.skip(number.end + 2)
    return number.value
  }

  // MARK: Searching

  /// The next place from `offset` on where a command may begin; nil if there is none.
  mutating func nextStart(from offset: Int) throws(DiskError) -> Int? {
    var position = offset
    while position < size {
      reader.seek(position)
      try reader.prepare(4096)
      let bytes = reader.ahead(4096)
      if bytes.isEmpty { return nil }
      for index in bytes.indices where bytes[index] == UInt8(ascii: "*") { return position + index }
      position += bytes.count
    }
    return nil
  }

  /// The bytes of a range, which must be short.
  mutating func bytes(_ range: Range<Int>) throws(DiskError) -> [UInt8] {
    reader.seek(range.lowerBound)
    try reader.prepare(range.count)
    return [UInt8](copying: reader.ahead(range.count))
  }
}

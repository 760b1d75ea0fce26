import Bytes

/// Checks an RDB file as redis-check-rdb 7.0.15 does, and prints what it prints.
///
/// Every value is read as loading reads it, one at a time, and dropped. The file goes by in chunks. Two things differ
/// from Redis' tool: data of a module that ends early is an error, where the tool never ends, and of a string of false
/// length no memory is claimed.
public struct SnapshotCheck: ~Copyable {
  /// How a check went.
  public enum Verdict: Equatable, Sendable {
    /// Nothing is wrong; the RDB part ends at this offset, and commands may follow.
    case sound(end: Int)
    /// The file is damaged; `isFatal` where Redis' tool ends at that point whatever it was asked to do.
    case damaged(isFatal: Bool)
  }

  /// The file to check.
  public struct Subject {
    /// Its name as it is printed.
    public var name: [UInt8]
    /// Bytes in it, if known.
    public var size: Int?
    /// The time of the check, Unix time in milliseconds.
    public var now: Int64
    /// Called after about every 2 MB with the bytes read.
    public var progress: ((Int) -> Void)?

    /// A file of that name.
    public init(name: [UInt8], size: Int?, now: Int64, progress: ((Int) -> Void)? = nil) {
      self.name = name
      self.size = size
      self.now = now
      self.progress = progress
    }
  }

  /// Bytes of the longest line.
  static var longestLine: Int { 1023 }

  var reader: RecordReader
  let output: CheckOutput
  private let now: Int64
  var activity = Activity.start
  /// The key whose value is being read.
  private var key: [UInt8]?
  /// The type of the value that is being read.
  ///
  /// Redis says 0 before the first value.
  private var type: UInt8? = 0
  private var keys = 0
  private var expires = 0
  private var expired = 0

  /// Says that a file is about to be checked.
  ///
  /// All that is printed about one that cannot be opened.
  public static func announce(_ name: [UInt8], _ output: CheckOutput) {
    show(0, output) {
      $0.append("Checking RDB file ")
      $0.append(terminated: name.span)
    }
  }

  /// Checks what `source` gives.
  ///
  /// O(bytes).
  public static func run(
    _ subject: Subject, _ output: CheckOutput, from source: @escaping ByteSource
  ) -> Verdict {
    announce(subject.name, output)
    let input = ByteInput(size: subject.size, progress: subject.progress, source: source)
    var check = SnapshotCheck(RecordReader(input, acceptsLaterVersions: false), output, now: subject.now)
    do throws(Damage) {
      try check.run()
    } catch {
      check.report(error.message)
      return .damaged(isFatal: error.message.isFatal)
    }
    check.show { $0.append("\\o/ RDB looks OK! \\o/") }
    check.showCounts()
    return .sound(end: check.reader.input.position)
  }

  private init(_ reader: consuming RecordReader, _ output: CheckOutput, now: Int64) {
    self.reader = reader
    self.output = output
    self.now = now
  }

  // MARK: Reading

  private mutating func run() throws(Damage) {
    try read { reader throws(RDBError.Cause) in try reader.readHeader() }
    var expiry: Int64?
    while true {
      activity = .readType
      let type = try read { reader throws(RDBError.Cause) in try reader.input.byte() }
      switch type {
      case Format.expiryMilliseconds, Format.expirySeconds: expiry = try readExpiry(type)
      case Format.end: return try checkSum()
      case Format.function...: try readStructure(type)
      case _ where Format.isValueType(type):
        try readKey(type)
        if let time = expiry {
          expires += 1
          if time < now { expired += 1 }
        }
        expiry = nil
      default: throw Damage(CheckMessage { $0.append("Invalid object type: ", Int(type)) })
      }
    }
  }

  private mutating func readExpiry(_ opcode: UInt8) throws(Damage) -> Int64? {
    activity = .readExpire
    let time = try read { reader throws(RDBError.Cause) -> Int64 in
      opcode == Format.expiryMilliseconds
        ? Int64(bitPattern: try reader.input.integer(8))
        : Int64(Int32(truncatingIfNeeded: try reader.input.integer(4))) * 1000
    }
    // Redis' internal value for a key without expiry.
    return time == -1 ? nil : time
  }

  private mutating func readKey(_ type: UInt8) throws(Damage) {
    self.type = type
    activity = .readKey
    try read { reader throws(RDBError.Cause) in
      try reader.readString()
      reader.keepAsKey()
    }
    key = reader.key.array
    keys += 1
    activity = .readObjectValue
    if type == Format.moduleType {
      try readModuleValue()
    } else {
      reader.step = .none
      let count = try read { reader throws(RDBError.Cause) in try reader.skipValue(type: type) }
      try refuseDuplicates(type)
      reader.step = .none
      // Redis takes a collection without elements for the end of the file; only a stream may be empty.
      if count == 0, type != 15, type != 19 { throw Damage(.endOfFile) }
    }
    key = nil
    self.type = nil
  }

  private mutating func checkSum() throws(Damage) {
    guard reader.version >= 5 else { return }
    activity = .checkSum
    let sums = try read { reader throws(RDBError.Cause) in try reader.readChecksum() }
    guard let sums else { return }
    if sums.stored == 0 {
      show { $0.append("RDB file was saved with checksum disabled: no check performed.") }
    } else if sums.stored == sums.computed {
      show { $0.append("Checksum OK") }
    } else {
      throw Damage(CheckMessage("RDB CRC error"))
    }
  }

  // MARK: Printing

  /// Prints a line with the present offset.
  func show(_ build: (inout ByteWriter) -> Void) { Self.show(reader.input.position, output, build) }

  private static func show(_ offset: Int, _ output: CheckOutput, _ build: (inout ByteWriter) -> Void) {
    var text = ByteWriter(minimumCapacity: 128)
    build(&text)
    if text.count > longestLine { text.truncate(to: longestLine) }
    output.line {
      $0.append("[offset ", offset)
      $0.append("] ")
      $0.append(text.span)
    }
  }

  private func showCounts() {
    output.line {
      $0.append("[info] ", keys)
      $0.append(" keys read\n[info] ", expires)
      $0.append(" expires\n[info] ", expired)
      $0.append(" already expired")
    }
  }

  private func report(_ message: CheckMessage) {
    output.line { $0.append("--- RDB ERROR DETECTED ---") }
    show { $0.append(message.text) }
    output.line {
      $0.append("[additional info] While doing: ")
      $0.append(text: activity.rawValue)
    }
    if let key {
      output.line {
        $0.append("[additional info] Reading key '")
        $0.append(terminated: key.span)
        $0.append("'")
      }
    }
    if let type {
      output.line {
        $0.append("[additional info] Reading type ", Int(type))
        $0.append(" (")
        $0.append(type > 18 ? "unknown" : Format.typeName(type))
        $0.append(")")
      }
    }
    showCounts()
    if message.isFatal { output.log(Array("Terminating server after rdb file reading failure.".utf8)) }
  }
}

import Bytes

/// What was found in an RDB file.
public struct LoadSummary: Equatable, Sendable {
  /// What is known about the checksum.
  public enum Checksum: Equatable, Sendable {
    /// It was compared.
    case verified
    /// The file was written without (`rdbchecksum no`).
    case disabled
    /// The file is of a version that has none, or it was not to be compared.
    case unchecked
  }

  /// The version in the header.
  public var version = 0
  /// The version of the server that wrote the file (`redis-ver`).
  public var serverVersion: [UInt8]?
  /// When it was written, Unix time in seconds (`ctime`).
  public var creationTime: Int64?
  /// Bytes that the server used then (`used-mem`).
  public var usedMemory: Int64?
  /// Whether the file is the base of an AOF (`aof-base`).
  public var isBase = false
  /// Whether commands follow the RDB part (`aof-preamble`).
  public var hasPreamble = false
  /// Keys that were loaded.
  public var keysLoaded = 0
  /// Keys that were left out because they had expired.
  public var keysExpired = 0
  /// Keys that were left out because their collections have no elements.
  public private(set) var emptyKeysSkipped = 0
  /// Times to live of single hash fields that were left out; keys only have them here.
  public private(set) var fieldExpiriesDropped = 0
  /// Sources of function libraries, in order.
  public var functions: [[UInt8]] = []
  /// Names of modules whose data was left out.
  public var skippedModules: [[UInt8]] = []
  /// Whether the file is undamaged.
  public var checksum = Checksum.unchecked
  /// Where the RDB part ends; commands may follow in the file.
  public var bytesConsumed = 0
  /// What redis-server 7.0.15 logs about the file while it loads it, in order.
  public var logLines: [LogLine] = []

  /// A summary of nothing.
  public init() {}

  /// Takes note of an auxiliary field, and of the line that Redis logs about it at `now` in milliseconds.
  mutating func note(_ name: Span<UInt8>, _ value: [UInt8], now: Int64) {
    if name.count > 0, name[0] == UInt8(ascii: "%") { return noteQuestion(name, value) }
    let number = value.span.looseInteger
    if name.equals("redis-ver") {
      serverVersion = value
      log(.notice) {
        $0.append("Loading RDB produced by version ")
        $0.append(value)
      }
    } else if name.equals("ctime") {
      creationTime = number
      let age = max(0, (now / 1000).subtractingReportingOverflow(number).partialValue)
      log(.notice) {
        $0.append("RDB age ", Int(age))
        $0.append(" seconds")
      }
    } else if name.equals("used-mem") {
      usedMemory = number
      log(.notice) {
        $0.append("RDB memory usage when created ")
        $0.append(megabytes: number)
        $0.append(" Mb")
      }
    } else if name.equals("aof-preamble") {
      hasPreamble = number != 0
      if hasPreamble { log(.notice) { $0.append("RDB has an AOF tail") } }
    } else if name.equals("aof-base") {
      isBase = number != 0
      if isBase { log(.notice) { $0.append("RDB is base AOF") } }
    } else {
      noteOther(name)
    }
  }

  private mutating func noteQuestion(_ name: Span<UInt8>, _ value: [UInt8]) {
    let name = [UInt8](copying: name)
    log(.notice) {
      $0.append("RDB '")
      $0.append(name)
      $0.append("': ")
      $0.append(value)
    }
  }

  private mutating func noteOther(_ name: Span<UInt8>) {
    let isKnown = name.equals("redis-bits") || name.equals("lua") || name.equals("repl-stream-db")
    if isKnown || name.equals("repl-id") || name.equals("repl-offset") { return }
    let name = [UInt8](copying: name)
    log(.debug) {
      $0.append("Unrecognized RDB AUX field: '")
      $0.append(name)
      $0.append("'")
    }
  }

  /// Adds the last line.
  mutating func logEnd() {
    let (loaded, expired, empty) = (keysLoaded, keysExpired, emptyKeysSkipped)
    log(empty > 0 ? .warning : .notice) {
      $0.append("Done loading RDB, keys loaded: ", loaded)
      $0.append(", keys expired: ", expired)
      if empty > 0 { $0.append(", empty keys skipped: ", empty) }
      $0.append(".")
    }
  }

  /// Counts a collection without elements, and names the first ten.
  mutating func noteEmpty(_ key: Span<UInt8>) {
    emptyKeysSkipped += 1
    if emptyKeysSkipped > 10 { return }
    let key = [UInt8](copying: key)
    log(.notice) {
      $0.append("rdbLoadObject skipping empty key: ")
      $0.append(key)
    }
  }

  /// Counts the times to live of hash fields, and warns of what will not happen.
  mutating func noteFieldExpiries(_ count: Int) {
    fieldExpiriesDropped = count
    if count == 0 { return }
    log(.warning) {
      $0.append("Times to live of single hash fields were left out, so that these fields stay: ", count)
      $0.append(".")
    }
  }

  /// Takes note of a value that a module wrote and that is left out.
  mutating func noteModuleValue(_ module: UInt64, key: Span<UInt8>) {
    let name = ModuleName.bytes(of: module)
    skippedModules.append(name)
    let key = [UInt8](quoted: key)
    log(.warning) {
      $0.append("Skipping key ")
      $0.append(key)
      $0.append(": its value belongs to the module type '")
      $0.append(name)
      $0.append("', which is not there. A file that is saved now will lack it.")
    }
  }

  mutating func log(_ level: LogLine.Level, build: (inout ByteWriter) -> Void) {
    logLines.append(LogLine(level, build: build))
  }
}

extension ByteWriter {
  /// Appends a number of bytes as megabytes with two decimals, as `%.2f` does.
  mutating func append(megabytes bytes: Int64) {
    if bytes < 0 { append("-") }
    // A hundredth is 10485.76 bytes; a tie goes to the even digit, as the C library rounds exact values.
    let scaled = bytes.magnitude.multipliedFullWidth(by: 100)
    let (quotient, remainder) = UInt64(1 << 20).dividingFullWidth(scaled)
    let up = remainder > 1 << 19 || (remainder == 1 << 19 && quotient & 1 == 1)
    let hundredths = quotient + (up ? 1 : 0)
    append(decimal: hundredths / 100)
    append(".")
    append(UInt8(0x30 + hundredths / 10 % 10))
    append(UInt8(0x30 + hundredths % 10))
  }
}

import Bytes
public import Keyspace

/// Writes the contents of a keyspace as commands: a base file without snapshot (Redis directive
/// `aof-use-rdb-preamble no`).
///
/// The file begins with an annotation `#TS:<Unix seconds>` if asked for; then come the function libraries, each as
/// FUNCTION LOAD with its source; then for each database that is not empty a SELECT, for each key the commands that make
/// its value, and PEXPIREAT if it has a time to live.
///
/// It may be made before a fork and used in the child: writing allocates nothing but a larger buffer for a larger
/// value.
public struct BaseWriter: ~Copyable {
  /// Takes a run of bytes and returns 0, or an `errno`.
  public typealias Sink = (Span<UInt8>) -> Int32

  static let chunk = 128 << 10

  var buffer = ByteWriter(minimumCapacity: 2 * chunk)
  private let sink: Sink
  private let timestamp: Int64?
  private let functions: [[UInt8]]
  private let progressInterval: Int
  private let progress: ((Int) -> Void)?
  /// Keys written so far.
  public private(set) var keys = 0
  /// Bytes that the sink took.
  public private(set) var written = 0
  /// What the sink answered when it failed; 0 when it did not.
  public private(set) var failure: Int32 = 0

  /// A writer that gives the file to `sink` in chunks of 128 KB and more, and reports the keys written to `progress`
  /// every `progressInterval` keys.
  ///
  /// With a `timestamp`, Unix seconds, the file begins with an annotation; `functions` are the sources of libraries.
  public init(
    timestamp: Int64? = nil, functions: [[UInt8]] = [], progressInterval: Int = 1024,
    progress: ((Int) -> Void)? = nil, sink: @escaping Sink
  ) {
    self.progressInterval = progressInterval
    self.timestamp = timestamp
    self.functions = functions
    self.progress = progress
    self.sink = sink
  }

  /// Writes the whole file; ``failure`` says how it went.
  ///
  /// O(n).
  public mutating func write(_ keyspace: Keyspace) {
    if let timestamp {
      buffer.append("#TS:")
      buffer.append(decimal: timestamp)
      buffer.append("\r\n")
    }
    for source in functions {
      buffer.append("*3\r\n$8\r\nFUNCTION\r\n$4\r\nLOAD\r\n")
      append(source.span)
      if buffer.count >= Self.chunk { flush() }
    }
    for number in 0..<keyspace.databases.count {
      write(keyspace.databases[number], number: number)
      if failure != 0 { return }
    }
    flush()
  }

  private mutating func write(_ database: Database, number: Int) {
    if database.count == 0 { return }
    buffer.append("*2\r\n$6\r\nSELECT\r\n")
    append(decimal: Int64(number))
    database.forEach { entry in
      if failure == 0 { write(entry) }
    }
  }

  private mutating func write(_ entry: Entry) {
    appendCommands(of: entry)
    if let expiry = entry.expiry {
      buffer.append("*3\r\n$9\r\nPEXPIREAT\r\n")
      append(entry.key)
      append(decimal: expiry)
    }
    keys += 1
    if keys % progressInterval == 0 { progress?(keys) }
    flushIfFull()
  }

  /// Gives the buffer to the sink if it is full.
  mutating func flushIfFull() {
    if buffer.count >= Self.chunk { flush() }
  }

  mutating func append(_ argument: Span<UInt8>) {
    buffer.append("$")
    buffer.append(decimal: argument.count)
    buffer.append("\r\n")
    buffer.append(argument)
    buffer.append("\r\n")
  }

  mutating func append(decimal argument: Int64) {
    buffer.append("$")
    buffer.append(decimal: argument.decimalCount)
    buffer.append("\r\n")
    buffer.append(decimal: argument)
    buffer.append("\r\n")
  }

  private mutating func flush() {
    if failure == 0 { failure = sink(buffer.span) }
    if failure == 0 { written += buffer.count }
    buffer.removeAll()
  }
}

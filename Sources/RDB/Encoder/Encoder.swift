import Bytes
public import Keyspace

/// A write that failed while an RDB file was encoded.
public struct SinkError: Error, Equatable, Sendable {
  /// What the sink returned.
  public var errno: Int32
}

/// Writes the contents of a keyspace as an RDB file of version 10.
///
/// It may be made before a fork and used in the child: making it allocates the buffers and computes all tables, and
/// writing reads only storage that is free of reference counts, apart from one count for each database.
public struct Encoder: ~Copyable {
  private var writer: RecordWriter
  private let options: EncoderOptions
  /// Keys written so far.
  public private(set) var keys = 0

  /// An encoder that gives the file to `sink` in chunks of 128 KB and more.
  public init(_ options: EncoderOptions, sink: @escaping ByteSink) {
    self.options = options
    Self.prepare()
    writer = RecordWriter(compresses: options.compresses, computesChecksum: options.hasChecksum, sink: sink)
  }

  /// Computes the tables of the checksum and the compression by using both.
  private static func prepare() {
    var trial = RecordWriter(compresses: true, computesChecksum: true, sink: { _ in 0 })
    trial.append(string: InlineArray<64, UInt8>(repeating: 0x61).span)
    trial.append(integer: 1 << 40)
    trial.finish()
  }

  /// Bytes that the sink took.
  public var written: Int { writer.written }

  /// Writes the whole file.
  ///
  /// - Throws: ``SinkError`` with the first `errno` of the sink; nothing was given to the sink after it.
  /// - Complexity: O(n) and the cost of compressing.
  public mutating func write(_ keyspace: Keyspace) throws(SinkError) {
    writeHeader()
    for function in options.functions {
      writer.buffer.append(Format.function)
      writer.append(string: function.span)
      writer.flushIfFull()
    }
    for number in 0..<keyspace.databases.count {
      write(keyspace.databases[number], number: number)
      if writer.failure != 0 { break }
    }
    writer.buffer.append(Format.end)
    writer.finish()
    if writer.failure != 0 { throw SinkError(errno: writer.failure) }
  }

  private mutating func writeHeader() {
    writer.buffer.append("REDIS0010")
    writeField("redis-ver")
    writer.append(length: 6)
    writer.buffer.append("7.0.15")
    writeField("redis-bits")
    writer.append(integer: 64)
    writeField("ctime")
    writer.append(integer: options.creationTime)
    writeField("used-mem")
    writer.append(integer: options.usedMemory)
    writeField("aof-base")
    writer.append(integer: options.kind == .base ? 1 : 0)
  }

  private mutating func writeField(_ name: StaticString) {
    writer.buffer.append(Format.auxiliary)
    writer.append(length: name.utf8CodeUnitCount)
    writer.buffer.append(name)
  }

  private mutating func write(_ database: Database, number: Int) {
    guard database.count > 0 else { return }
    writer.buffer.append(Format.selectDatabase)
    writer.append(length: number)
    writer.buffer.append(Format.resize)
    writer.append(length: database.count)
    writer.append(length: database.expiringCount)
    database.forEach { entry in
      if writer.failure == 0 { write(entry) }
    }
  }

  private mutating func write(_ entry: Entry) {
    if let expiry = entry.expiry {
      writer.buffer.append(Format.expiryMilliseconds)
      writer.append(littleEndian: UInt64(bitPattern: expiry), count: 8)
    }
    writeAccess(of: entry)
    writer.append(typeOf: entry)
    writer.append(string: entry.key)
    writer.append(valueOf: entry)
    writer.flushIfFull()
    keys += 1
    if keys % options.progressInterval == 0 { options.progress?(keys) }
  }

  private mutating func writeAccess(of entry: Entry) {
    switch options.access {
    case .none: break
    case .idle(let clock):
      writer.buffer.append(Format.idle)
      writer.append(length: Int(AccessClock.idle(since: entry.access, now: clock)))
    case .frequency(let clock, let decayMinutes):
      writer.buffer.append(Format.frequency)
      writer.buffer.append(AccessClock.counter(entry.access, now: clock, decayMinutes: decayMinutes))
    }
  }
}

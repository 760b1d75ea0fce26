/// How an RDB file is written.
public struct EncoderOptions {
  /// What the file is for.
  public enum Kind: Sendable {
    /// The base of an AOF.
    case base
    /// dump.rdb.
    case dump
  }

  /// What is written about each key's last access, by the Redis directive `maxmemory-policy`.
  public enum Access: Sendable {
    /// Nothing.
    case none
    /// Idle seconds, under an LRU policy; with the LRU clock of now.
    case idle(clock: UInt32)
    /// The access counter, under an LFU policy; with the LFU clock of now and the directive `lfu-decay-time`.
    case frequency(clock: UInt32, decayMinutes: Int)
  }

  /// What the file is for.
  public var kind: Kind
  /// When it is written, Unix time in seconds.
  public var creationTime: Int64
  /// Bytes that the engine uses.
  public var usedMemory: Int64
  /// Whether strings are compressed (Redis directive `rdbcompression`).
  public var compresses = true
  /// Whether the file ends in its checksum (Redis directive `rdbchecksum`).
  public var hasChecksum = true
  /// What is written about each key's last access.
  public var access = Access.none
  /// Sources of function libraries.
  public var functions: [[UInt8]] = []
  /// Keys between two calls of ``progress``.
  public var progressInterval = 1024
  /// Called with the keys written so far.
  public var progress: ((Int) -> Void)?

  /// The options of a file of the given kind.
  public init(kind: Kind, creationTime: Int64, usedMemory: Int64) {
    self.kind = kind
    self.creationTime = creationTime
    self.usedMemory = usedMemory
  }
}

public import Keyspace

/// How an RDB file is loaded.
public struct LoadOptions {
  /// Bytes in the file, if known: a length beyond it is refused at once, and the tables get their size from it.
  public var size: Int?
  /// The time of loading, Unix time in milliseconds.
  public var now: Int64
  /// Whether keys that have expired are left out, as a master does with dump.rdb; a base file keeps them.
  public var dropsExpired = false
  /// Whether a key that is there already is replaced instead of refused (DEBUG RELOAD NOFLUSH).
  public var replacesKeys = false
  /// Whether the checksum is compared (Redis directive `rdbchecksum`).
  public var verifiesChecksum = true
  /// Whether files of versions 11 and 12 are read as well, which 7.0.15 refuses.
  public var acceptsLaterVersions = false
  /// Whether data of modules that are not there is left out instead of refused.
  ///
  /// 7.0.15 refuses it: without the module, a file saved later would lack it.
  public var skipsModuleData = true
  /// The access clock that keys get: seconds for LRU, `minutes << 8 | counter` for LFU; 24 bits.
  public var accessClock: UInt32 = 0
  /// Whether the access clock is that of an LFU policy (Redis directive `maxmemory-policy`).
  public var usesFrequency = false
  /// Up to which size values keep their compact encodings.
  public var limits = EncodingLimits()
  /// Called after about every 2 MB with the bytes read, as Redis counts them.
  public var progress: ((Int) -> Void)?

  /// The options of a base file of `size` bytes that is loaded at `now`.
  public init(size: Int?, now: Int64) {
    self.size = size
    self.now = now
  }
}

/// Up to which size values keep their compact encodings; Redis' directives, with the defaults of 7.0.15.
public struct EncodingLimits: Sendable, Equatable {
  /// Redis directive `list-max-listpack-size`: elements in a node if positive, a class of sizes if negative.
  public var listMaxListpackSize = -2
  /// From how many bytes on an element of a list has a node of its own (DEBUG QUICKLIST-PACKED-THRESHOLD).
  public var largeElement = 1 << 30
  /// Redis directive `list-compress-depth`: nodes at each end that are not compressed, 0 for no compression.
  public var listCompressDepth = 0
  /// Redis directive `hash-max-listpack-entries`.
  public var hashMaxListpackEntries = 512
  /// Redis directive `hash-max-listpack-value`, in bytes.
  public var hashMaxListpackValue = 64
  /// Redis directive `set-max-intset-entries`.
  public var setMaxIntsetEntries = 512
  /// Redis directive `zset-max-listpack-entries`.
  public var zsetMaxListpackEntries = 128
  /// Redis directive `zset-max-listpack-value`, in bytes.
  public var zsetMaxListpackValue = 64
  /// Redis directive `stream-node-max-bytes`, 0 for no limit.
  public var streamNodeMaxBytes = 4096
  /// Redis directive `stream-node-max-entries`, 0 for no limit.
  public var streamNodeMaxEntries = 100
  /// Redis directive `hll-sparse-max-bytes`.
  public var hllSparseMaxBytes = 3000
  /// Seeds the hash functions of large sets and hashes, so that no client can choose elements that collide.
  public var elementSeed: UInt64 = 0

  /// Redis' defaults.
  public init() {}
}

public import AOF
public import Keyspace

/// A save point: a snapshot is due when so many changes have happened in so many seconds (Redis directive `save`).
public struct SavePoint: Sendable, Equatable {
  /// Seconds since the last save.
  public let seconds: Int64
  /// Changes since the last save.
  public let changes: Int64
}

extension Configuration {
  /// The value of a directive that is known to exist, as text.
  public func string(_ name: String) -> String { text(name) }

  /// Whether a flag is `yes`.
  public func flag(_ name: String) -> Bool { text(name) == "yes" }

  /// The number of an integer or memory directive.
  public func integer(_ name: String) -> Int {
    guard let number = Int(text(name)) else { preconditionFailure("\(name) is not a number") }
    return number
  }

  /// When the append-only file is fsynced (Redis directive `appendfsync`).
  public var fsyncPolicy: FsyncPolicy {
    switch text("appendfsync") {
    case "always": .always
    case "no": .no
    default: .everySecond
    }
  }

  /// Up to which size values keep their compact encodings.
  public var encodingLimits: EncodingLimits {
    var limits = EncodingLimits()
    limits.listMaxListpackSize = integer("list-max-listpack-size")
    limits.listCompressDepth = integer("list-compress-depth")
    limits.hashMaxListpackEntries = integer("hash-max-listpack-entries")
    limits.hashMaxListpackValue = integer("hash-max-listpack-value")
    limits.setMaxIntsetEntries = integer("set-max-intset-entries")
    limits.zsetMaxListpackEntries = integer("zset-max-listpack-entries")
    limits.zsetMaxListpackValue = integer("zset-max-listpack-value")
    limits.streamNodeMaxBytes = integer("stream-node-max-bytes")
    limits.streamNodeMaxEntries = integer("stream-node-max-entries")
    limits.hllSparseMaxBytes = integer("hll-sparse-max-bytes")
    return limits
  }

  /// When snapshots are taken by themselves.
  public var savePoints: [SavePoint] {
    let numbers = text("save").split(separator: " ").compactMap { Int64($0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).map {
      SavePoint(seconds: numbers[$0], changes: numbers[$0 + 1])
    }
  }
}

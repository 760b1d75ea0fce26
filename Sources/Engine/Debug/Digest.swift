import Bytes
public import Keyspace

/// The digest of a data set that DEBUG DIGEST replies: equal for equal contents, whatever the order of the keys.
///
/// Each key contributes SHA-1 chains over its name, type, value and whether it expires, combined by exclusive or.
public struct Digest: Hashable, Sendable {
  private(set) var bytes: [UInt8] = Array(repeating: 0, count: 20)

  /// The digest of all databases. O(total size).
  static func text(of keyspace: Keyspace) -> String {
    var total = Digest()
    for (index, database) in keyspace.databases.enumerated() where database.count > 0 {
      total.mix(bigEndian(UInt32(index)))
      database.forEach { entry in
        var digest = Digest()
        digest.mix([UInt8](copying: entry.key))
        digest.add(entry)
        total.exclusiveOr(digest.bytes)
      }
    }
    return total.text
  }

  /// A digest of all databases that tells apart what DEBUG DIGEST does not: when keys expire.
  public static func exact(of keyspace: Keyspace) -> Digest {
    var total = Digest()
    for (index, database) in keyspace.databases.enumerated() where database.count > 0 {
      database.forEach { entry in
        var digest = Digest()
        digest.mix(bigEndian(UInt32(index)))
        digest.mix([UInt8](copying: entry.key))
        digest.add(entry)
        if let expiry = entry.expiry { digest.mix(Array(String(expiry).utf8)) }
        total.exclusiveOr(digest.bytes)
      }
    }
    return total
  }

  /// The digest of one value with its type and whether it expires.
  public static func text(ofValue entry: Entry) -> String {
    var digest = Digest()
    digest.add(entry)
    return digest.text
  }

  mutating func add(_ entry: Entry) {
    mix(Self.bigEndian(UInt32(entry.type.rawValue)))
    switch entry.type {
    case .string:
      var value = ByteWriter()
      value.append(string: entry)
      mix(value.array)
    case .list: add(ListValue(block: entry.block))
    case .set: add(SetValue(block: entry.block))
    case .sortedSet: add(SortedSetValue(block: entry.block))
    case .hash: add(HashValue(block: entry.block))
    case .stream: add(StreamValue(block: entry.block))
    }
    if entry.hasExpiry { exclusiveOr(Array("!!expire!!".utf8)) }
  }

  mutating func exclusiveOr(_ data: [UInt8]) { combine(SHA1.digest(of: data.span)) }

  mutating func combine(_ other: [UInt8]) {
    for index in bytes.indices { bytes[index] ^= other[index] }
  }

  mutating func mix(_ data: [UInt8]) {
    exclusiveOr(data)
    bytes = SHA1.digest(of: bytes.span)
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }

  private var text: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

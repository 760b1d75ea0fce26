import Bytes
import Engine
import Keyspace
import RDB

/// A data set that is remembered, to see later what has changed.
struct DataMark {
  /// A key and its database.
  struct Key: Hashable {
    let database: Int
    let name: [UInt8]
  }

  /// What is remembered of a value.
  struct Value: Equatable {
    let type: String
    /// The value, cut short if it is long.
    let text: [UInt8]
    /// What differs where values do.
    let digest: [UInt8]
    /// When it expires, Unix milliseconds; nil when it does not.
    let expiry: Int64?

    /// Whether both are the same; how they are stored does not count, which a restart may change.
    static func == (left: Value, right: Value) -> Bool {
      left.type == right.type && left.digest == right.digest && left.expiry == right.expiry
    }
  }

  private(set) var values: [Key: Value] = [:]

  /// Remembers what `keyspace` holds at `now`, Unix milliseconds. O(bytes).
  init(_ keyspace: Keyspace, now: Int64) {
    for (index, database) in keyspace.databases.enumerated() {
      database.forEach { entry in
        if let expiry = entry.expiry, expiry < now { return }
        values[Key(database: index, name: [UInt8](copying: entry.key))] = Self.value(entry)
      }
    }
  }

  private static func value(_ entry: Entry) -> Value {
    switch entry.type {
    case .string:
      let bytes =
        entry.stringEncoding == .integer ? Array(String(entry.integer).utf8) : [UInt8](copying: entry.bytes)
      let isShort = bytes.count <= 48
      let text = isShort ? [UInt8](quoted: bytes.span) : Words.word(bytes)
      return Value(
        type: entry.type.name.description, text: text, digest: isShort ? bytes : SHA1.digest(of: bytes.span),
        expiry: entry.expiry)
    case .list, .set, .sortedSet, .hash: return collection(entry, digest: Array(Digest.text(ofValue: entry).utf8))
    case .stream:
      // The digest knows nothing of consumer groups.
      var payload = ByteWriter()
      Payload.append(entry, to: &payload, compresses: false)
      return collection(entry, digest: SHA1.digest(of: payload.span))
    }
  }

  private static func collection(_ entry: Entry, digest: [UInt8]) -> Value {
    Value(
      type: entry.type.name.description, text: Array("(\(entry.encodingName))".utf8), digest: digest,
      expiry: entry.expiry)
  }
}

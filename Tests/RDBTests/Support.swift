import Bytes
import Keyspace
import RDB

/// One key of a keyspace, for comparison; values that are no strings as their payloads.
struct Item: Hashable, CustomStringConvertible {
  var database: Int
  var key: [UInt8]
  var value: [UInt8]
  var expiry: Int64?

  init(_ database: Int, _ key: String, _ value: String, expiry: Int64? = nil) {
    self.init(database, key: [UInt8](key.utf8), value: [UInt8](value.utf8), expiry: expiry)
  }

  init(_ database: Int, key: [UInt8], value: [UInt8], expiry: Int64?) {
    (self.database, self.key, self.value, self.expiry) = (database, key, value, expiry)
  }

  var description: String {
    let text = String(decoding: key + [0x3D] + value.prefix(40), as: UTF8.self)
    return "\(database):\(text)" + (expiry.map { "@\($0)" } ?? "")
  }
}

/// All keys of a keyspace.
func items(_ keyspace: Keyspace) -> Set<Item> {
  var items: Set<Item> = []
  for (number, database) in keyspace.databases.enumerated() {
    database.forEach { entry in
      var value = ByteWriter()
      if entry.type == .string {
        value.append(string: entry)
      } else {
        Payload.append(entry, to: &value, compresses: false)
      }
      let key = [UInt8](copying: entry.key)
      items.insert(Item(number, key: key, value: value.array, expiry: entry.expiry))
    }
  }
  return items
}

/// A keyspace of the given keys.
func keyspace(_ items: some Sequence<Item>, seed: UInt64 = 1) -> Keyspace {
  let keyspace = Keyspace(databases: 16, seed: seed)
  for item in items {
    let expiry: ExpiryChange = if let time = item.expiry { .at(time) } else { .clear }
    keyspace.databases[item.database].setString(item.key.span, item.value.span, expiry: expiry)
  }
  return keyspace
}

/// A source that gives `bytes` in pieces of at most `chunk`.
func source(_ bytes: [UInt8], chunk: Int = .max) -> ByteSource {
  var offset = 0
  return { window, most in
    let count = min(chunk, most, bytes.count - offset)
    window.append(bytes.span.extracting(offset..<offset + count))
    offset += count
    return 0
  }
}

/// What loading gave.
struct Loaded {
  var keyspace: Keyspace
  var summary = LoadSummary()
  var error: RDBError?

  var items: Set<Item> { RDBTests.items(keyspace) }
  var logText: [String] {
    (summary.logLines + (error?.logLines ?? [])).map { line in
      String(decoding: [line.level.rawValue, 0x20] + line.text, as: UTF8.self)
    }
  }
}

func load(
  _ bytes: [UInt8], chunk: Int = .max, knowsSize: Bool = true, _ change: (inout LoadOptions) -> Void = { _ in }
)
  -> Loaded
{
  var options = LoadOptions(size: knowsSize ? bytes.count : nil, now: 1_800_000_000_000)
  change(&options)
  var loaded = Loaded(keyspace: Keyspace(databases: 16, seed: 3))
  do throws(RDBError) {
    try Decoder.load(
      into: loaded.keyspace, options: options, summary: &loaded.summary, from: source(bytes, chunk: chunk))
  } catch {
    loaded.error = error
  }
  return loaded
}

/// What the encoder writes of a keyspace.
func encode(_ keyspace: Keyspace, _ change: (inout EncoderOptions) -> Void = { _ in }) throws -> [UInt8] {
  var options = EncoderOptions(kind: .base, creationTime: 1_795_389_634, usedMemory: 939_360)
  change(&options)
  var bytes: [UInt8] = []
  var encoder = Encoder(options) { span in
    bytes += [UInt8](copying: span)
    return 0
  }
  try encoder.write(keyspace)
  return bytes
}

/// Bytes from hexadecimal digits; spaces are ignored.
func hex(_ text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// Hexadecimal digits of bytes.
func hex(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// A file of version 10 with this body, the end mark and no checksum.
func file(_ body: String, version: String = "0010") -> [UInt8] {
  [UInt8]("REDIS\(version)".utf8) + hex(body) + [0xFF] + [UInt8](repeating: 0, count: 8)
}

import Bytes
import Keyspace
import RESP

extension Entry {
  /// The one place where a command of the string group refuses values of other types.
  func requireString() throws(CommandError) {
    guard type == .string else { throw .wrongType }
  }
}

extension CommandContext {
  /// The string at `key` for a command that reads.
  func readString(_ key: Span<UInt8>) throws(CommandError) -> Entry? {
    guard let entry = lookupRead(key) else { return nil }
    try entry.requireString()
    return entry
  }

  /// The string at `key` for a command that writes.
  func writeString(_ key: Span<UInt8>) throws(CommandError) -> Entry? {
    guard let entry = lookupWrite(key) else { return nil }
    try entry.requireString()
    return entry
  }

  /// Refuses a string of `length` and `added` bytes that is longer than `proto-max-bulk-len`.
  ///
  /// What a file holds was once accepted, so that loading refuses only what no memory could hold.
  func requireLength(_ length: Int, adding added: Int) throws(CommandError) {
    let (total, overflow) = length.addingReportingOverflow(added)
    if overflow || (total > settings.maximumBulkLength && !isLoading) { throw .stringTooLong }
  }
}

extension ReplyWriter {
  /// Writes the string value of `entry`.
  mutating func bulk(string entry: Entry) {
    if entry.stringEncoding == .integer { return bulk(decimal: entry.integer) }
    bulk(entry.bytes)
  }
}

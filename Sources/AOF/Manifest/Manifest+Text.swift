import Bytes

extension Manifest {
  /// What says that the files began empty beside a dump.rdb.
  private static let snapshotComment: StaticString = "# the snapshot was not loaded"

  /// Whether a line says so, be it with a damaged byte or without its newline: otherwise one bit would let the dump.rdb
  /// be overwritten.
  static func isSnapshotComment(_ line: Span<UInt8>) -> Bool {
    var writer = ByteWriter()
    writer.append(snapshotComment)
    let comment = writer.array
    guard line.count == comment.count || line.count == comment.count + 1 else { return false }
    return comment.indices.count { line[$0] != comment[$0] } <= 1
  }

  /// The manifest's text as Redis 7.0 writes it, but that a name with an apostrophe is quoted too: the reader takes an
  /// apostrophe for a quote.
  public var text: [UInt8] {
    var writer = ByteWriter()
    if let base { Self.append(base, type: "b", to: &writer) }
    for entry in history { Self.append(entry, type: "h", to: &writer) }
    for entry in incrs { Self.append(entry, type: "i", to: &writer) }
    // Behind the files: a comment whose newline is damaged takes the line behind it away.
    if shadowsSnapshot {
      writer.append(Self.snapshotComment)
      writer.append("\n")
    }
    return writer.array
  }

  private static func append(_ entry: Entry, type: StaticString, to writer: inout ByteWriter) {
    writer.append("file ")
    if entry.name.bytes.contains(where: needsQuotes) {
      writer.append(quoted: entry.name.bytes.span)
    } else {
      writer.append(entry.name.bytes)
    }
    writer.append(" seq ")
    writer.append(decimal: entry.sequence)
    writer.append(" type ")
    writer.append(type)
    writer.append("\n")
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    !byte.isASCIIPrintable || byte.isASCIISpace || byte == 0x22 || byte == 0x27 || byte == 0x5C
  }
}

import Bytes

extension Manifest {
  /// What says that the files began empty beside a dump.rdb.
  static let snapshotComment: StaticString = "# the snapshot was not loaded"

  /// The manifest's text as Redis 7.0 writes it, but that a name with an apostrophe is quoted too: the reader takes an
  /// apostrophe for a quote.
  public var text: [UInt8] {
    var writer = ByteWriter()
    if shadowsSnapshot {
      writer.append(Self.snapshotComment)
      writer.append("\n")
    }
    if let base { Self.append(base, type: "b", to: &writer) }
    for entry in history { Self.append(entry, type: "h", to: &writer) }
    for entry in incrs { Self.append(entry, type: "i", to: &writer) }
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

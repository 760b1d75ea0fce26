import Bytes

/// The bytes of files that look whole and may not be on the disk, because an fsync of them has failed.
///
/// After a failed fsync Linux may mark pages clean that it could not write: every program reads the right bytes from the
/// page cache, a later fsync succeeds, and a power cut brings to light that they were never written. An engine in this
/// state writes them again from memory. In case it does not live to do so, it leaves a note for the next one, as a file
/// in the directory of the append-only files called `<appendfilename>.doubt`.
///
/// The note is a text of one line for each range, `file <name> from <offset> to <offset>`, and a last line `end`. The
/// name stands in double quotes with the escapes of ``Bytes/ByteWriter/append(quoted:)``; the offsets are those of the
/// range's first byte and of the byte behind its last, in decimal. ` crc <16 hexadecimal digits>` follows when the
/// bytes are known: their checksum by ``Bytes/CRC64``. Every line ends in a newline. What is not of this form to the
/// last byte is a damaged note, an empty file too: then all listed files are in doubt as a whole.
///
/// The note need not be durable to be of use. It has to outlive the process, as the pages in doubt do; a power cut shows
/// the next start what is on the disk. Made durable it serves one thing more: bytes that the power cut has taken are told
/// from damage of another kind by the checksum. A note that comes back after a power cut, because its removal was not
/// durable, does no harm while the bytes that it names are there: they are written again as they are read. A start
/// removes it durably before anything is appended, because it may have cut some of them off.
///
/// redis-server passes over the file.
struct Doubts: Equatable, Sendable {
  /// A range of one file.
  struct Entry: Equatable, Sendable {
    var name: FileName
    var range: Range<Int>
    /// The checksum of the right bytes, if they are known.
    var checksum: UInt64?
  }

  /// At most one of each file.
  private(set) var entries: [Entry] = []

  /// No doubts.
  init() {}

  /// All of `names` in doubt as a whole.
  init(all names: [FileName]) {
    entries = names.map { Entry(name: $0, range: 0..<Int.max, checksum: nil) }
  }

  var isEmpty: Bool { entries.isEmpty }

  subscript(_ name: FileName) -> Entry? { entries.first { $0.name == name } }

  /// Puts `entry` in the place of what was known of its file.
  mutating func set(_ entry: Entry) {
    remove { $0 == entry.name }
    if !entry.range.isEmpty { entries.append(entry) }
  }

  /// Forgets the files whose names `isMeant` picks.
  mutating func remove(where isMeant: (FileName) -> Bool) { entries.removeAll { isMeant($0.name) } }
}

// MARK: The note

extension Doubts {
  private static let ending: StaticString = "end\n"

  /// The text of the note.
  var text: [UInt8] {
    var writer = ByteWriter()
    for entry in entries {
      writer.append("file ")
      writer.append(quoted: entry.name.bytes.span)
      writer.append(" from ")
      writer.append(decimal: entry.range.lowerBound)
      writer.append(" to ")
      writer.append(decimal: entry.range.upperBound)
      if let checksum = entry.checksum {
        writer.append(" crc ")
        for shift in stride(from: 56, through: 0, by: -8) {
          writer.append(hexadecimal: UInt8(truncatingIfNeeded: checksum >> UInt64(shift)))
        }
      }
      writer.append("\n")
    }
    writer.append(Self.ending)
    return writer.array
  }

  /// Reads a note; nil when it is damaged.
  init?(parsing text: [UInt8]) {
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast(2) {
      guard let entry = Self.entry(Array(line)), self[entry.name] == nil else { return nil }
      entries.append(entry)
    }
    // There is one way to write each list: what reads the same but is not the same is damaged.
    guard self.text == text else { return nil }
  }

  private static func entry(_ line: [UInt8]) -> Entry? {
    guard case .arguments(let words) = ArgumentSplitter.split(line.span), words.count == 6 || words.count == 8,
      let start = offset(words[3]), let end = offset(words[5]), start < end
    else { return nil }
    var entry = Entry(name: FileName(words[1]), range: start..<end)
    if words.count == 8 {
      guard let checksum = UInt64(String(decoding: words[7], as: UTF8.self), radix: 16) else { return nil }
      entry.checksum = checksum
    }
    return entry
  }

  private static func offset(_ word: [UInt8]) -> Int? {
    guard let number = word.span.canonicalInteger, number >= 0 else { return nil }
    return Int(number)
  }
}

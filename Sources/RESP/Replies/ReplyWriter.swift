public import Bytes

/// Writes replies in RESP2 or RESP3, each as Redis 7.0 encodes it.
public struct ReplyWriter: ~Copyable {
  /// The replies written so far.
  public var bytes: ByteWriter
  /// The protocol of replies from now on.
  public var version: ProtocolVersion

  /// An empty writer.
  public init(version: ProtocolVersion = .resp2, minimumCapacity: Int = 256) {
    bytes = ByteWriter(minimumCapacity: minimumCapacity)
    self.version = version
  }

  /// Writes a status such as `OK`.
  ///
  /// `text` holds no line end.
  public mutating func simple(text: String) {
    bytes.append(UInt8(ascii: "+"))
    for byte in text.utf8 { bytes.append(byte == 0x0D || byte == 0x0A ? 0x20 : byte) }
    bytes.append("\r\n")
  }

  /// Appends a simple string.
  public mutating func simple(_ text: StaticString) {
    bytes.append(UInt8(ascii: "+"))
    bytes.append(line: text)
  }

  /// Writes an error, `text` being its code and message without the leading `-`.
  public mutating func error(_ text: StaticString) {
    bytes.append(UInt8(ascii: "-"))
    bytes.append(line: text)
  }

  /// Writes an error, `text` being its code and message without the leading `-`.
  ///
  /// Line ends at either end of it are dropped, others become spaces, as in Redis.
  public mutating func error(_ text: [UInt8]) {
    let isLineEnd = { (byte: UInt8) in byte == 0x0D || byte == 0x0A }
    bytes.append(UInt8(ascii: "-"))
    if let first = text.firstIndex(where: { !isLineEnd($0) }), let last = text.lastIndex(where: { !isLineEnd($0) }) {
      for byte in text[first...last] { bytes.append(isLineEnd(byte) ? 0x20 : byte) }
    }
    bytes.append("\r\n")
  }

  /// Writes an integer.
  public mutating func integer(_ value: Int64) { header(UInt8(ascii: ":"), value) }

  /// Writes an integer.
  public mutating func integer(_ value: Int) { header(UInt8(ascii: ":"), Int64(value)) }

  /// Writes a string.
  public mutating func bulk(_ text: Span<UInt8>) {
    header(UInt8(ascii: "$"), Int64(text.count))
    bytes.append(line: text)
  }

  /// Writes a string.
  public mutating func bulk(_ text: [UInt8]) { bulk(text.span) }

  /// Writes a string.
  public mutating func bulk(_ text: StaticString) {
    header(UInt8(ascii: "$"), Int64(text.utf8CodeUnitCount))
    bytes.append(line: text)
  }

  /// Writes a string.
  ///
  /// For paths that are not hot.
  public mutating func bulk(text: String) { bulk(Array(text.utf8)) }

  /// Writes the decimal text of `value` as a string.
  public mutating func bulk(decimal value: Int64) {
    header(UInt8(ascii: "$"), Int64(value.decimalCount))
    bytes.append(decimal: value)
    bytes.append("\r\n")
  }

  /// Writes the absence of a value, in RESP2 as a null string.
  public mutating func null() {
    switch version {
    case .resp2: bytes.append("$-1\r\n")
    case .resp3: bytes.append("_\r\n")
    }
  }

  /// Writes the absence of an array, in RESP2 as a null array.
  public mutating func nullArray() {
    switch version {
    case .resp2: bytes.append("*-1\r\n")
    case .resp3: bytes.append("_\r\n")
    }
  }

  /// Writes bytes that are whole replies already, encoded elsewhere for this version.
  public mutating func rawFragment(_ encoded: Span<UInt8>) { bytes.append(encoded) }

  /// Writes `marker`, `value` and a line end.
  mutating func header(_ marker: UInt8, _ value: Int64) {
    bytes.append(marker: marker, line: value)
  }
}

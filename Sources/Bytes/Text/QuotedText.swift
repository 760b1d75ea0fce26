extension ByteWriter {
  /// Appends `bytes` in double quotes, as Redis quotes them in logs and redis-cli in replies.
  ///
  /// `\\`, `\"`, `\n`, `\r`, `\t`, `\a` and `\b` stand for their bytes, `\xHH` for any other that is not printable
  /// ASCII. ``ArgumentSplitter`` reads it back.
  public mutating func append(quoted bytes: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\""): append("\\\"")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      case 0x07: append("\\a")
      case 0x08: append("\\b")
      case _ where byte.isASCIIPrintable: append(byte)
      default:
        append("\\x")
        append(hexadecimal: byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends `byte` as two small hexadecimal digits.
  public mutating func append(hexadecimal byte: UInt8) {
    append((byte >> 4).hexadecimalDigit)
    append((byte & 15).hexadecimalDigit)
  }
}

extension Array where Element == UInt8 {
  /// `bytes` in double quotes; see ``ByteWriter/append(quoted:)``.
  public init(quoted bytes: Span<UInt8>) {
    var writer = ByteWriter(minimumCapacity: bytes.count + 2)
    writer.append(quoted: bytes)
    self = writer.array
  }
}

extension UInt8 {
  /// The small hexadecimal digit of a value below 16.
  fileprivate var hexadecimalDigit: UInt8 { self < 10 ? 0x30 + self : 0x57 + self }
}

/// Splits one line into arguments by the quoting rules of redis-cli and of inline requests.
///
/// Arguments stand between white space. Within double quotes `\n`, `\r`, `\t`, `\a`, `\b` and `\xHH` stand for bytes
/// and a backslash before any other byte stands for that byte. Within single quotes only `\'` is special. A quote may
/// open inside an argument, and a closing quote must be followed by white space or the end.
public enum ArgumentSplitter {
  /// The two kinds of quotes.
  public enum Quote: Equatable, Sendable { case double, single }

  /// What a line turned out to be.
  public enum Outcome: Equatable, Sendable {
    /// The arguments; none for a blank line.
    case arguments([[UInt8]])
    /// The line ended inside a quote of this kind; with more text it may become complete.
    case openQuote(Quote)
    /// The closing quote before `offset` is followed by something else than white space.
    case garbageAfterQuote(offset: Int)
  }

  /// The arguments of `line`.
  ///
  /// O(count).
  public static func split(_ line: Span<UInt8>) -> Outcome {
    var arguments: [[UInt8]] = []
    var index = 0
    while true {
      while index < line.count, line[index].isASCIISpace { index += 1 }
      if index == line.count { return .arguments(arguments) }
      var argument: [UInt8] = []
      while index < line.count, !endsArgument(line[index]) {
        let byte = line[index]
        index += 1
        guard byte == 0x22 || byte == 0x27 else {
          argument.append(byte)
          continue
        }
        let closed = byte == 0x22 ? double(line, &index, &argument) : single(line, &index, &argument)
        if !closed { return .openQuote(byte == 0x22 ? .double : .single) }
        if index < line.count, !line[index].isASCIISpace { return .garbageAfterQuote(offset: index) }
        break
      }
      arguments.append(argument)
    }
  }

  /// Whether `byte` ends an argument outside quotes.
  ///
  /// Vertical tab and form feed do not, though they are skipped before one: Redis splits so.
  public static func endsArgument(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Reads on after an opening double quote; false if the line ends before the closing one.
  private static func double(_ line: Span<UInt8>, _ index: inout Int, _ argument: inout [UInt8]) -> Bool {
    while index < line.count {
      let byte = line[index]
      index += 1
      if byte == 0x22 { return true }
      guard byte == UInt8(ascii: "\\"), index < line.count else {
        argument.append(byte)
        continue
      }
      let escaped = line[index]
      index += 1
      if escaped == UInt8(ascii: "x"), index + 1 < line.count, let high = line[index].hexadecimalValue,
        let low = line[index + 1].hexadecimalValue
      {
        argument.append(high << 4 | low)
        index += 2
      } else {
        argument.append(unescaped(escaped))
      }
    }
    return false
  }

  /// Reads on after an opening single quote; false if the line ends before the closing one.
  private static func single(_ line: Span<UInt8>, _ index: inout Int, _ argument: inout [UInt8]) -> Bool {
    while index < line.count {
      let byte = line[index]
      index += 1
      if byte == 0x27 { return true }
      if byte == UInt8(ascii: "\\"), index < line.count, line[index] == 0x27 {
        argument.append(0x27)
        index += 1
      } else {
        argument.append(byte)
      }
    }
    return false
  }

  private static func unescaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "a"): 0x07
    default: byte
    }
  }
}

extension UInt8 {
  /// The value of an ASCII hexadecimal digit, in either case.
  public var hexadecimalValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}

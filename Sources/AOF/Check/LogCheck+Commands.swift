import Bytes
import Disk

/// The commands of a file, as redis-check-aof reads them.
///
/// It is stricter than loading where lines end, and knows nothing of what commands mean but MULTI and EXEC.
extension LogCheck {
  /// Bytes of the longest line with a number.
  private static let longestNumberLine = 127
  /// Bytes of the longest piece of an annotation.
  static let longestAnnotation = 1023

  /// Reads a command; false if it is damaged or the file ends.
  mutating func readCommand(
    _ reader: inout CheckReader, _ subject: Subject, _ multi: inout Int
  ) throws(DiskError) -> Bool {
    guard let count = try readNumber(&reader, UInt8(ascii: "*")) else { return false }
    var index = 0
    while index < count {
      guard let length = try readNumber(&reader, UInt8(ascii: "$")) else { return false }
      if length < 0 || length > .max - 2 {
        noteDamage {
          $0.append(text: "Expected to read string of \(length) bytes, which is not in the suitable range")
        }
        return false
      }
      readOffset = reader.position
      let word: Word? = index == 0 ? try firstWord(&reader, length) : nil
      guard try passArgument(&reader, length) else { return false }
      if let word, !follow(word, subject, &multi) { return false }
      index += 1
    }
    return true
  }

  /// Passes over an argument and the end of its line.
  private mutating func passArgument(_ reader: inout CheckReader, _ length: Int) throws(DiskError) -> Bool {
    let taken = reader.skip(length)
    try reader.prepare(2)
    let (count, first, second) = (reader.ahead(2).count, reader.byte(0), reader.byte(1))
    guard taken == length, count == 2 else {
      noteDamage { $0.append(text: "Expected to read \(length + 2) bytes, got \(taken + count) bytes") }
      return false
    }
    _ = reader.skip(2)
    return passNewline(first, second)
  }

  private mutating func passNewline(_ first: UInt8, _ second: UInt8) -> Bool {
    if first == 0x0D, second == 0x0A {
      lines += 1
      return true
    }
    noteDamage {
      $0.append("Expected \\r\\n, got: ")
      // C prints a byte above 127 as the negative number that it is.
      for byte in [first, second] {
        if byte > 0x7F { $0.append("ffffff") }
        $0.append(hexadecimal: byte)
      }
    }
    return false
  }

  /// Reads a line with a number; nil if it is damaged or the file ends.
  private mutating func readNumber(
    _ reader: inout CheckReader, _ prefix: UInt8
  ) throws(DiskError) -> Int? {
    readOffset = reader.position
    let length = try reader.lineLength(atMost: Self.longestNumberLine)
    if length == 0 {
      reachedEnd = true
      return nil
    }
    let first = reader.byte(0)
    let number = CheckNumber(reader.ahead(length), from: 1)
    let ending = ending(of: reader, length, at: number.end)
    _ = reader.skip(length)
    guard first == prefix else {
      noteDamage {
        $0.append("Expected prefix '")
        $0.append(prefix)
        $0.append("', got: '")
        $0.append(first)
        $0.append("'")
      }
      return nil
    }
    return passNewline(ending.first, ending.second) ? number.value : nil
  }

  /// The two bytes that should end a line.
  ///
  /// Of a line that ends too early Redis' tool prints what its buffer happens to hold behind it: the rest of earlier
  /// lines, if it is one with a number of arguments, and zeroes, if with a length.
  private mutating func ending(
    of reader: borrowing CheckReader, _ length: Int, at place: Int
  ) -> (first: UInt8, second: UInt8) {
    func byte(_ index: Int) -> UInt8 { index < length ? reader.byte(index) : 0 }
    guard reader.byte(0) == UInt8(ascii: "*") else { return (byte(place), byte(place + 1)) }
    for index in 0..<length { lineBuffer[index] = reader.byte(index) }
    lineBuffer[length] = 0
    return (lineBuffer[place], lineBuffer[place + 1])
  }

  private func firstWord(_ reader: inout CheckReader, _ length: Int) throws(DiskError) -> Word? {
    try reader.prepare(6)
    return Word(reader.ahead(min(length, 6)))
  }

  /// The names that begin and end a transaction.
  private enum Word {
    case multi, exec

    /// The word that an argument is which begins with these bytes; a zero ends it.
    init?(_ bytes: Span<UInt8>) {
      var count = 0
      while count < bytes.count, bytes[count] != 0 { count += 1 }
      let text = bytes.extracting(0..<count)
      if text.equalsIgnoringCase("multi") {
        self = .multi
      } else if text.equalsIgnoringCase("exec") {
        self = .exec
      } else {
        return nil
      }
    }
  }

  /// Notes that a transaction begins or ends; false where none may.
  private mutating func follow(_ word: Word, _ subject: Subject, _ multi: inout Int) -> Bool {
    let wasOpen = multi != 0
    multi += word == .multi ? 1 : -1
    if word == .multi ? !wasOpen : multi == 0 { return true }
    noteDamage {
      $0.append(word == .multi ? "Unexpected MULTI in AOF " : "Unexpected EXEC in AOF ")
      $0.append(subject.shown)
    }
    return false
  }
}

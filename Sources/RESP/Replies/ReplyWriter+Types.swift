import Bytes

/// Aggregates, and the types that RESP2 lacks.
extension ReplyWriter {
  /// Announces an array; that many replies must follow.
  public mutating func array(_ count: Int) { header(UInt8(ascii: "*"), Int64(count)) }

  /// Announces a map; that many pairs of replies must follow.
  ///
  /// In RESP2 an array of twice as many.
  public mutating func map(_ pairs: Int) {
    switch version {
    case .resp2: header(UInt8(ascii: "*"), Int64(2 * pairs))
    case .resp3: header(UInt8(ascii: "%"), Int64(pairs))
    }
  }

  /// Announces a set; that many replies must follow.
  ///
  /// In RESP2 an array.
  public mutating func set(_ count: Int) {
    header(version == .resp2 ? UInt8(ascii: "*") : UInt8(ascii: "~"), Int64(count))
  }

  /// Announces a message out of turn; that many replies must follow.
  ///
  /// In RESP2 an array.
  public mutating func push(_ count: Int) {
    header(version == .resp2 ? UInt8(ascii: "*") : UInt8(ascii: ">"), Int64(count))
  }

  /// Begins the attributes of the reply that follows them, a map of `pairs` pairs; RESP2 has none.
  public mutating func attribute(_ pairs: Int) {
    precondition(version == .resp3, "RESP2 has no attributes")
    header(UInt8(ascii: "|"), Int64(pairs))
  }

  /// Writes a double with 17 digits.
  ///
  /// In RESP2 a string.
  public mutating func double(_ value: Double) {
    let text = DoubleText(value)
    double(text: text.span)
  }

  /// Writes a double whose text is at hand.
  ///
  /// In RESP2 a string.
  public mutating func double(text: Span<UInt8>) {
    switch version {
    case .resp2: bulk(text)
    case .resp3: line(UInt8(ascii: ","), text)
    }
  }

  /// Writes a truth value.
  ///
  /// In RESP2 the integer 1 or 0.
  public mutating func bool(_ value: Bool) {
    switch version {
    case .resp2: integer(value ? 1 : 0)
    case .resp3: bytes.append(value ? "#t\r\n" : "#f\r\n")
    }
  }

  /// Writes an integer of any size, given in decimal.
  ///
  /// In RESP2 a string.
  public mutating func bigNumber(_ digits: Span<UInt8>) {
    switch version {
    case .resp2: bulk(digits)
    case .resp3: line(UInt8(ascii: "("), digits)
    }
  }

  /// Writes a text to be shown as it is.
  ///
  /// In RESP2 a string.
  ///
  /// - Parameter format: three letters, `txt` or `mkd`.
  public mutating func verbatim(format: StaticString, _ text: Span<UInt8>) {
    precondition(format.utf8CodeUnitCount == 3, "a verbatim string's format has three letters")
    guard version == .resp3 else { return bulk(text) }
    header(UInt8(ascii: "="), Int64(text.count + 4))
    bytes.append(format)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(line: text)
  }

  private mutating func line(_ marker: UInt8, _ text: Span<UInt8>) {
    bytes.append(marker)
    bytes.append(line: text)
  }
}

/// Whole lines of the Redis protocol with one check for room each: they are written for every argument and reply.
extension ByteWriter {
  /// Appends `marker`, `value` in decimal and a line end.
  public mutating func append(marker: UInt8, line value: Int64) {
    reserve(24)
    unsafe base[count] = marker
    var end = count + 1
    if value >= 0, value < 10 {
      unsafe base[end] = 0x30 + UInt8(truncatingIfNeeded: value)
      end += 1
    } else {
      end = appendDigits(value, at: end)
    }
    unsafe base[end] = 0x0D
    unsafe base[end + 1] = 0x0A
    count = end + 2
  }

  /// Writes `value` in decimal at `start`, where there is room, and tells where it ends.
  private func appendDigits(_ value: Int64, at start: Int) -> Int {
    let end = start + value.decimalCount
    if value < 0 { unsafe base[start] = UInt8(ascii: "-") }
    var rest = value.magnitude
    var place = end
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      place -= 1
      unsafe base[place] = 0x30 + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    } while rest != 0
    return end
  }

  /// Appends a copy of `bytes` and a line end.
  public mutating func append(line bytes: Span<UInt8>) {
    let added = bytes.count
    reserve(added + 2)
    unsafe bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { unsafe (base + count).update(from: start, count: added) }
    }
    endLine(after: added)
  }

  /// Appends the bytes of a literal and a line end.
  public mutating func append(line text: StaticString) {
    let added = text.utf8CodeUnitCount
    reserve(added + 2)
    unsafe (base + count).update(from: text.utf8Start, count: added)
    endLine(after: added)
  }

  /// Ends the line whose `added` bytes are in place but not counted yet.
  private mutating func endLine(after added: Int) {
    unsafe base[count + added] = 0x0D
    unsafe base[count + added + 1] = 0x0A
    count += added + 2
  }
}

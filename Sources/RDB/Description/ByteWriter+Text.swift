import Bytes

extension ByteWriter {
  /// Appends `bytes` in quotes; of more than `limit` the beginning and the length.
  mutating func append(abbreviated bytes: Span<UInt8>, atMost limit: Int) {
    if bytes.count <= limit { return append(quoted: bytes) }
    append(quoted: bytes.extracting(0..<limit))
    append("... ", bytes.count)
    append(" bytes")
  }

  /// Appends what a collection of a type holds, and how many bytes that takes in the file.
  mutating func append(elements count: Int, ofType type: UInt8, size: Int) {
    let words = Format.words(of: type)
    append(words.value)
    append(" of ", count)
    append(" ")
    append(count == 1 ? words.element : words.elements)
    append(" in ", size)
    append(" bytes")
  }

  /// Appends that a module wrote a value.
  mutating func append(module: UInt64, size: Int) {
    append("data of module type ")
    append(quoted: ModuleName.bytes(of: module).span)
    append(" in ", size)
    append(" bytes")
  }

  /// Appends an expiry, Unix time in milliseconds, as the number and as date and time.
  mutating func append(expiry milliseconds: Int64) {
    append(", expires ")
    append(decimal: milliseconds)
    let day = milliseconds.flooredQuotient(by: 86_400_000)
    // A date of more than four digits says no more than the number.
    guard day >= -719_162, day < 2_932_897 else { return }
    append(", ")
    append(date: Int(day))
    let time = Int(milliseconds - day * 86_400_000)
    append(" ")
    append(secondOfDay: time / 1000)
    append(".")
    append(padded: time % 1000, count: 3)
    append(" UTC")
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

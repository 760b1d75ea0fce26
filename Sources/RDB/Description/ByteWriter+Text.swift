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
    append(padded: time / 3_600_000, count: 2)
    append(":")
    append(padded: time / 60_000 % 60, count: 2)
    append(":")
    append(padded: time / 1000 % 60, count: 2)
    append(".")
    append(padded: time % 1000, count: 3)
    append(" UTC")
  }

  /// Appends the date that is `day` days after 1970-01-01 in the Gregorian calendar.
  private mutating func append(date day: Int) {
    // Days are counted from 0000-03-01, so that the leap day ends a year; 400 years have 146,097 days.
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    append(padded: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), count: 4)
    append("-")
    append(padded: month, count: 2)
    append("-")
    append(padded: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, count: 2)
  }

  private mutating func append(padded number: Int, count: Int) {
    for _ in 0..<max(0, count - Int64(number).decimalCount) { append("0") }
    append(decimal: number)
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension ByteWriter {
  /// Appends the date that is `day` days after 1970-01-01 in the Gregorian calendar: `2023-09-25`.
  public mutating func append(date day: Int) {
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

  /// Appends a time of the day, given in seconds: `15:42:48`.
  public mutating func append(secondOfDay second: Int) {
    append(padded: second / 3600, count: 2)
    append(":")
    append(padded: second / 60 % 60, count: 2)
    append(":")
    append(padded: second % 60, count: 2)
  }

  /// Appends a number that is not negative with zeroes before it, up to `count` digits.
  public mutating func append(padded number: Int, count: Int) {
    for _ in 0..<max(0, count - Int64(number).decimalCount) { append("0") }
    append(decimal: number)
  }
}

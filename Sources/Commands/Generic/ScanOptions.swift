import Bytes

/// What SCAN, SSCAN, HSCAN and ZSCAN take besides a cursor.
struct ScanOptions {
  /// About how many elements a call meets.
  var count = 10
  /// Which argument is the pattern; nil when everything matches.
  var pattern: Int?
  /// Which argument is the name of a type.
  var type: Int?

  /// The options among `arguments` from number `start` on.
  init(_ arguments: Arguments, from start: Int, allowsType: Bool = false) throws(CommandError) {
    var index = start
    while index < arguments.count {
      guard index + 1 < arguments.count else { throw .syntax }
      if arguments.isOption(at: index, "count") {
        count = Int(try arguments.integer(at: index + 1))
        if count < 1 { throw .syntax }
      } else if arguments.isOption(at: index, "match") {
        pattern = arguments[index + 1].equals("*") ? nil : index + 1
      } else if allowsType, arguments.isOption(at: index, "type") {
        type = index + 1
      } else {
        throw .syntax
      }
      index += 2
    }
  }

  /// How many empty buckets in a row are looked at: a sparse table may have many.
  var steps: Int { count > Int.max / 10 ? Int.max : count * 10 }

  /// The cursor that C's `strtoul` reads: a sign is allowed and no digit at all is 0.
  ///
  /// Nothing may follow but a zero byte.
  static func cursor(_ text: Span<UInt8>) throws(CommandError) -> UInt64 {
    var index = 0
    let negative = text.count > 0 && text[0] == UInt8(ascii: "-")
    if negative || (text.count > 0 && text[0] == UInt8(ascii: "+")) { index = 1 }
    let firstDigit = index
    var value: UInt64 = 0
    while index < text.count, text[index].isASCIIDigit {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(UInt64(text[index] - 0x30))
      if overflow || carry { throw .invalidCursor }
      value = sum
      index += 1
    }
    if index == firstDigit { index = 0 }
    guard index == text.count || text[index] == 0 else { throw .invalidCursor }
    return negative ? 0 &- value : value
  }
}

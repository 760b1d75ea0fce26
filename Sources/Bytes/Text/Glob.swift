/// Patterns as `KEYS`, `SCAN` and `PSUBSCRIBE` take them.
///
/// `*` stands for any bytes, `?` for one, `[a-z]` and `[^x]` for one of a class, a backslash makes the next byte plain.
/// As in Redis a class without `]` ends with the pattern, the ends of a range may be swapped, bytes are compared as
/// signed numbers, and nothing but an empty pattern matches the empty text: not even `*`.
public enum Glob {
  /// Whether `pattern` matches the whole of `text`.
  ///
  /// O(pattern · text) at worst.
  ///
  /// Only the last `*` need be tried at other places: what an earlier one could reach by taking more, the last can too.
  public static func matches(_ text: Span<UInt8>, pattern: Span<UInt8>, ignoringCase: Bool = false) -> Bool {
    if text.count == 0 { return pattern.count == 0 }
    var place = 0
    var index = 0
    var retry: (place: Int, index: Int)?
    while index < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        place += 1
        retry = (place, index)
        continue
      }
      var next = place
      if place < pattern.count, matchOne(text[index], pattern, &next, ignoringCase) {
        place = next
        index += 1
        continue
      }
      guard let last = retry else { return false }
      retry = (last.place, last.index + 1)
      place = last.place
      index = last.index + 1
    }
    while place < pattern.count, pattern[place] == UInt8(ascii: "*") { place += 1 }
    return place == pattern.count
  }

  /// Whether `byte` matches the element of `pattern` at `place`, which is moved behind that element.
  private static func matchOne(_ byte: UInt8, _ pattern: Span<UInt8>, _ place: inout Int, _ ignoringCase: Bool) -> Bool
  {
    var element = pattern[place]
    place += 1
    if element == UInt8(ascii: "?") { return true }
    if element == UInt8(ascii: "[") { return matchClass(byte, pattern, &place, ignoringCase) }
    if element == UInt8(ascii: "\\"), place < pattern.count {
      element = pattern[place]
      place += 1
    }
    return ignoringCase ? element.asciiLowercased == byte.asciiLowercased : element == byte
  }

  /// Whether `byte` is in the class whose `[` is before `place`, which is moved behind the class.
  private static func matchClass(
    _ byte: UInt8, _ pattern: Span<UInt8>, _ place: inout Int, _ ignoringCase: Bool
  ) -> Bool {
    let negated = place < pattern.count && pattern[place] == UInt8(ascii: "^")
    if negated { place += 1 }
    var found = false
    while place < pattern.count {
      let member = pattern[place]
      if member == UInt8(ascii: "\\"), place + 1 < pattern.count {
        // A byte behind a backslash keeps its case even where case is ignored.
        if pattern[place + 1] == byte { found = true }
        place += 2
      } else if member == UInt8(ascii: "]") {
        place += 1
        break
      } else if place + 2 < pattern.count, pattern[place + 1] == UInt8(ascii: "-") {
        if contains(member, pattern[place + 2], byte, ignoringCase) { found = true }
        place += 3
      } else {
        if ignoringCase ? member.asciiLowercased == byte.asciiLowercased : member == byte { found = true }
        place += 1
      }
    }
    return found != negated
  }

  /// Whether `byte` lies between `first` and `last`, which are put in order before case is dropped.
  private static func contains(_ first: UInt8, _ last: UInt8, _ byte: UInt8, _ ignoringCase: Bool) -> Bool {
    let (start, end) = (Int8(bitPattern: first), Int8(bitPattern: last))
    let (low, high) = start <= end ? (start, end) : (end, start)
    guard ignoringCase else { return low <= Int8(bitPattern: byte) && Int8(bitPattern: byte) <= high }
    let folded = { (end: Int8) in Int8(bitPattern: UInt8(bitPattern: end).asciiLowercased) }
    return folded(low) <= folded(Int8(bitPattern: byte)) && folded(Int8(bitPattern: byte)) <= folded(high)
  }
}
